import { DS, SAML, SAMLP } from '../messages/names.ts'
import { writeErrorResponse } from '../messages/response-writer.ts'
import { encrypt } from './encrypt.ts'
import { now, signXml } from './forge.ts'
import { assertionOf, before, evil, type RefusedMessages, row, unsigned, within } from './steps.ts'

/** For every refusal of messages, by code, the responses that show it. */
export const refusedMessages: RefusedMessages = {
  'message-root': [
    row('a bare assertion', { after: assertionOf }),
    row('another message', { after: (xml) => xml.replaceAll('samlp:Response', 'samlp:ArtifactResponse') }),
    row('another namespace', { after: (xml) => xml.replace(SAMLP, 'urn:other') }),
  ],
  'message-element': [
    within('an unknown element', '<samlp:Status>', '<samlp:Other/><samlp:Status>'),
    within('two Issuers', '<samlp:Status>', `<Issuer xmlns="${SAML}">x</Issuer><samlp:Status>`),
    before('something before what must be there', '<AttributeStatement>', '<AttributeStatement><NameID/>'),
    before('two NameIDs', '</NameID>', '</NameID><NameID>admin@contoso.example</NameID>'),
    before(
      'out of order',
      /(<Subject>.*<\/Subject>)(<Conditions.*<\/Conditions>)/,
      '<Conditions/><Subject/>',
    ),
    within('the assertion in another namespace', '<Assertion', '<Assertion xmlns="urn:other"/><Assertion'),
  ],
  'message-missing': [
    within('no Status', /<samlp:Status>.*<\/samlp:Status>/, ''),
    before(
      'an empty AttributeStatement',
      /<AttributeStatement>.*<\/AttributeStatement>/,
      '<AttributeStatement/>',
    ),
  ],
  'message-attribute': [
    within('an attribute that does not belong', '<samlp:Status>', '<samlp:Status Value="x">'),
    before('on a value', '<AttributeValue>', '<AttributeValue ID="x">'),
    before('of another namespace', '<Subject>', '<Subject xmlns:x="urn:x" x:y="z">'),
  ],
  'message-attribute-missing': [within('StatusCode without Value', / Value="[^"]*"/, '')],
  'message-text': [
    within('in Response', '<samlp:Status>', 'text<samlp:Status>'),
    before('in Subject', '<Subject>', '<Subject>text'),
  ],
  'message-hidden': [
    row('the signed assertion in Extensions, another in its place', {
      after: (xml) =>
        xml
          .replace(
            '<samlp:Status>',
            () => `<samlp:Extensions>${assertionOf(xml)}</samlp:Extensions><samlp:Status>`,
          )
          .replace(/<Assertion((?!<Assertion).)*<\/Assertion><\/samlp:Response>/, (one) =>
            unsigned(evil(one)),
          ),
    }),
    before(
      'an assertion in Advice',
      '</Conditions>',
      `</Conditions><Advice><Assertion xmlns="${SAML}"/></Advice>`,
    ),
    within(
      'a DigestValue in StatusDetail',
      '</samlp:Status>',
      `<samlp:StatusDetail><DigestValue xmlns="${DS}"/></samlp:StatusDetail></samlp:Status>`,
    ),
    before('a Signature in an AttributeValue', '>B.Simon<', `><Signature xmlns="${DS}"/><`),
  ],
  'message-id': [
    within('a leading digit', /ID="_b/, 'ID="1b'),
    within('empty', /ID="_b[^"]*"/, 'ID=""'),
    within('too long', /ID="_b[^"]*"/, `ID="_${'b'.repeat(256)}"`),
    within('a quote', /ID="_b[^"]*"/, 'ID="_b\'or"'),
  ],
  'message-id-missing': [
    row('of the assertion', {
      sign: 'response',
      response: (xml) => xml.replace(/(<Assertion) ID="[^"]*"/, '$1'),
    }),
  ],
  'message-id-duplicate': [
    row('of the assertion as of the response', {
      after: (xml) => xml.replace(/ID="_b[^"]*"/, / ID="_a[^"]*"/.exec(xml)?.[0]?.trim() ?? ''),
    }),
  ],
  'message-id-place': [
    before('lower case', '<Subject>', '<Subject id="x">'),
    before('of another namespace', '<AttributeValue>', '<AttributeValue xmlns:x="urn:x" x:ID="_x">'),
    within(
      'of another namespace, on an element that has one',
      '<Assertion',
      '<Assertion xmlns:x="urn:x" x:ID="_x"',
    ),
    before('xml:id', '<Subject>', '<Subject xml:id="x">'),
  ],
  'message-size': [before('an audience without end', '<Audience>', `<Audience>${'x'.repeat(1024)}`)],
  'message-assertions': [
    row('a forged one before', {
      after: (xml) => xml.replace('<Assertion', () => `${unsigned(evil(assertionOf(xml)))}<Assertion`),
    }),
    row('a forged one after', {
      after: (xml) => xml.replace('</Assertion>', () => `</Assertion>${unsigned(evil(assertionOf(xml)))}`),
    }),
    row('two, both signed', {
      after: (xml) =>
        xml.replace('<Assertion', () => `${signXml(evil(unsigned(assertionOf(xml))))}<Assertion`),
    }),
    row('an encrypted one beside', {
      after: (xml) =>
        xml.replace(
          '</Assertion>',
          () => `</Assertion>${encrypt(evil(assertionOf(xml)), 'EncryptedAssertion')}`,
        ),
    }),
    row('two under a refusal', {
      sign: 'response',
      response: (xml) =>
        xml
          .replace('status:Success', 'status:Responder')
          .replace('</Assertion>', () => `</Assertion>${evil(assertionOf(xml))}`),
    }),
    row('none', { sign: 'nothing', response: (xml) => xml.replace(assertionOf(xml), '') }),
  ],
  'response-status': [
    {
      why: 'an error and no assertion',
      octets: () =>
        Buffer.from(
          writeErrorResponse({
            id: '_e',
            issueInstant: now,
            issuer: 'https://idp.example.test/',
            codes: [
              'urn:oasis:names:tc:SAML:2.0:status:Responder',
              'urn:oasis:names:tc:SAML:2.0:status:NoPassive',
            ],
            message: 'AADSTS50058: no session',
          }),
        ),
    },
  ],
  'xml-nested': [
    before('in NameID', 'b.simon@', 'admin<x xmlns="urn:x"/>b.simon@'),
    ...[
      `<NameID xmlns="${SAML}">x</NameID><NameID xmlns="${SAML}">y</NameID>`,
      `<NameID xmlns="${SAML}">x</NameID>y`,
      '<NameID xmlns="urn:x">x</NameID>',
    ].map((value) =>
      before(
        `in eduPersonTargetedID: ${value}`,
        '<Attribute ',
        `<Attribute Name="eduPersonTargetedID"><AttributeValue>${value}</AttributeValue></Attribute><Attribute `,
      ),
    ),
    before(
      'in a text that nobody reads',
      '</AuthnContext>',
      '<AuthenticatingAuthority>x<b/></AuthenticatingAuthority></AuthnContext>',
    ),
    before('in a value', '>B.Simon<', '><b>B.Simon</b><'),
  ],
}
