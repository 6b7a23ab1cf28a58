import { DS, SAML } from '../messages/names.ts'
import type { VerifyResponseOptions } from '../messages/response.ts'
import { type Encryption, encrypt } from './encrypt.ts'
import { type Forgery, forge, genuine, signXml } from './forge.ts'
import { keys } from './keys.ts'
import { digestMethod, replace, signedInfo } from './steps.ts'

/** A response that `verifyResponse` accepts, next to one that it refuses. */
export interface AcceptedMessage {
  readonly why: string
  readonly octets: () => Buffer
  readonly options?: Partial<VerifyResponseOptions>
}

const row = (why: string, of: Forgery): AcceptedMessage => ({ why, octets: () => forge(of) })
const before = (why: string, from: string | RegExp, to: string) => row(why, { assertion: replace(from, to) })
const within = (why: string, from: string | RegExp, to: string) => row(why, { response: replace(from, to) })
const after = (why: string, from: string | RegExp, to: string) => row(why, { after: replace(from, to) })
const asIs = row('the genuine one', {})
const encrypted = (why: string, of: Encryption, sign: Forgery['sign'] = 'nothing') =>
  row(why, {
    sign,
    response: (xml) =>
      xml.replace(/<Assertion.*<\/Assertion>/, (one) => encrypt(signXml(one), 'EncryptedAssertion', of)),
  })
const exclusive = 'http://www.w3.org/2001/10/xml-exc-c14n#'
const prefixes = (list: string) => `<InclusiveNamespaces xmlns="${exclusive}" PrefixList="${list}"/>`
const canonicalization = (list: string) =>
  `<CanonicalizationMethod Algorithm="${exclusive}">${prefixes(list)}</CanonicalizationMethod>`
const many = Array.from({ length: 32 }, (_, at) => `p${at}`).join(' ')

const algorithms = [
  ['rsa-sha384', keys.idp],
  ['rsa-sha512', keys.idp],
  ['rsa-pss-sha256', keys.idp],
  ['rsa-pss-sha384', keys.idp],
  ['rsa-pss-sha512', keys.idp],
  ['ecdsa-sha256', keys.ec],
  ['ecdsa-sha384', keys.ec],
  ['ecdsa-sha512', keys.ec],
] as const

/** All that the schema allows in a Response and that is not refused for a reason of its own. */
const everything = row('with all that the schema allows', {
  assertion: (xml) =>
    xml
      .replace('</Conditions>', '<OneTimeUse/></Conditions><Advice><x xmlns="urn:x"/></Advice>')
      .replace('<AuthnContext>', '<SubjectLocality Address="192.0.2.1"/><AuthnContext>')
      .replace(
        '</AttributeStatement>',
        '</AttributeStatement><AuthzDecisionStatement Resource="urn:x" Decision="Permit"/>',
      ),
  response: replace(
    '<samlp:Status>',
    '<samlp:Extensions><x xmlns="urn:x" y="z">t</x></samlp:Extensions><samlp:Status>',
  ),
})

/** For every refusal of messages, signatures and encryption, by code, what stands next to it and is accepted. */
export const acceptedMessages: Readonly<Record<string, readonly AcceptedMessage[]>> = {
  'message-root': [
    row('another prefix', {
      sign: 'assertion',
      after: (xml) => xml.replaceAll('samlp:', 'p:').replace('xmlns:samlp', 'xmlns:p'),
    }),
  ],
  'message-element': [everything],
  'message-missing': [
    before('no AttributeStatement', /<AttributeStatement>.*<\/AttributeStatement>/, ''),
    before('an Attribute without values', /<AttributeValue>B.Simon<\/AttributeValue>/, ''),
  ],
  'message-attribute': [
    before(
      'a type on a value',
      '<AttributeValue>B.',
      '<AttributeValue xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xs="http://www.w3.org/2001/XMLSchema" xsi:type="xs:string">B.',
    ),
    before(
      'a type on an element that has no other attribute of a namespace',
      '<Subject>',
      '<Subject xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="SubjectType">',
    ),
    within('Consent', ' Version="2.0"', ' Version="2.0" Consent="urn:x"'),
  ],
  'message-attribute-missing': [
    within(
      'a StatusCode inside another',
      /(<samlp:StatusCode Value="[^"]*")\/>/,
      '<samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"><samlp:StatusCode Value="urn:x"/></samlp:StatusCode>',
    ),
  ],
  'message-text': [
    within('white space', '<samlp:Status>', '\n  <samlp:Status>\n    '),
    before('white space', '<Subject>', '\r\n\t<Subject> '),
  ],
  'message-hidden': [
    everything,
    within(
      'something else in StatusDetail',
      '</samlp:Status>',
      '<samlp:StatusDetail><DigestValue xmlns="urn:x">x</DigestValue></samlp:StatusDetail></samlp:Status>',
    ),
  ],
  'message-id': [within('of 256 characters', /ID="_b[^"]*"/, `ID="_${'b'.repeat(255)}"`)],
  'message-id-missing': [asIs],
  'message-id-duplicate': [
    row('both signed', { sign: 'both' }),
    after('one ID is the beginning of another', /ID="_b[^"]*"/, 'ID="_a"'),
  ],
  'message-id-place': [
    before('an attribute of that name', '<Attribute ', '<Attribute Name="id"/><Attribute '),
    after('Id of a Signature', `<Signature xmlns="${DS}"`, `<Signature Id="_s" xmlns="${DS}"`),
  ],
  'message-size': [
    before(
      'an audience of 1024 characters',
      '</AudienceRestriction>',
      `<Audience>${'x'.repeat(1024)}</Audience></AudienceRestriction>`,
    ),
  ],
  'message-assertions': [encrypted('one, encrypted', {})],
  'response-status': [
    row('a refusal that carries an assertion is for the table to judge', {
      response: replace('status:Success', 'status:Responder'),
    }),
  ],
  'xml-nested': [
    before('CDATA', 'b.simon@', 'b<![CDATA[.simon]]>@'),
    before(
      'the NameID in eduPersonTargetedID',
      '<Attribute ',
      `<Attribute Name="urn:oid:1.3.6.1.4.1.5923.1.1.1.10"><AttributeValue><NameID xmlns="${SAML}">x</NameID></AttributeValue></Attribute><Attribute `,
    ),
  ],
  'signature-missing': [row('the response alone', { sign: 'response' })],
  'signature-no-key': [asIs],
  'signature-shape': [
    after('no KeyInfo', /<KeyInfo>.*<\/KeyInfo>/, ''),
    signedInfo('as many elements as it may have', /<DigestMethod[^>]*\/>/, digestMethod(491)),
    signedInfo('white space between', /></g, '>\n<'),
    signedInfo('32 prefixes', /<CanonicalizationMethod[^>]*\/>/, canonicalization(many)),
    signedInfo('a PrefixList', /<CanonicalizationMethod[^>]*\/>/, canonicalization('#default xs')),
  ],
  'signature-place': [row('after each Issuer', { sign: 'both' })],
  'signature-embedded': [
    after('something else in KeyInfo', '<KeyInfo>', '<KeyInfo><Assertion xmlns="urn:x"/>'),
  ],
  'signature-object': [after('KeyName', '<KeyInfo>', '<KeyInfo><KeyName>Object</KeyName>')],
  'signature-references': [asIs],
  'signature-transforms': [
    row('a PrefixList, of a prefix that is declared and shown nowhere else', {
      sign: 'nothing',
      assertion: (xml) =>
        signXml(
          xml.replace('<Assertion', '<Assertion xmlns:xs="urn:xs"'),
          keys.idp,
          'rsa-sha256',
          replace(
            `<Transform Algorithm="${exclusive}"/>`,
            `<Transform Algorithm="${exclusive}">${prefixes('xs #default')}</Transform>`,
          ),
          ['xs', '#default'],
        ),
    }),
  ],
  'signature-canonicalization': [
    signedInfo('without a PrefixList', /<CanonicalizationMethod[^>]*\/>/, canonicalization('')),
  ],
  'signature-canonical-tree': [
    before(
      'namespaces that are declared, undeclared and shadowed',
      '</Conditions>',
      '</Conditions><Advice><p:a xmlns:p="urn:1"><b xmlns=""><p:c xmlns:p="urn:2" p:d="&#xD;&#10;&quot;"/></b></p:a></Advice>',
    ),
  ],
  'signature-algorithm': algorithms.map(([name, key]) => ({
    why: name,
    octets: () => genuine({ sign: { key, option: 'both', algorithm: name } }),
  })),
  'signature-algorithm-forbidden': [
    {
      why: 'ECDSA',
      octets: () => genuine({ sign: { key: keys.ec, option: 'both', algorithm: 'ecdsa-sha256' } }),
    },
  ],
  'signature-key-type': [
    { why: 'a key of the type', octets: () => genuine({ sign: { key: keys.ec, option: 'assertion' } }) },
  ],
  'signature-value-form': [
    row('in lines', {
      after: (xml) =>
        xml.replace(/(<SignatureValue>)([^<]*)/, (_, head: string, value: string) =>
          [head, ...(value.match(/.{1,76}/g) ?? [])].join('\r\n'),
        ),
    }),
  ],
  'signature-value': [row('by the second of two keys', { key: keys.ec, algorithm: 'ecdsa-sha256' })],
  'signature-digest': [row('the envelope is not what was signed', { after: replace('_b8e2', '_c8e2') })],
  'signature-reference': [row('both signed', { sign: 'both' })],
  'signature-digest-form': [signedInfo('with a blank', /<DigestValue>/, '<DigestValue>\n')],
  'encryption-shape': [
    encrypted('the key beside the content', {
      change: (xml) => {
        const key = /<xenc:EncryptedKey>.*<\/xenc:EncryptedKey>/.exec(xml)?.[0] ?? ''
        const named = key.replace(
          '<xenc:EncryptedKey>',
          '<xenc:EncryptedKey xmlns:xenc="http://www.w3.org/2001/04/xmlenc#" xmlns:ds="http://www.w3.org/2000/09/xmldsig#" Id="_k">',
        )
        return xml.replace(key, '<ds:RetrievalMethod URI="#_k"/>') + named
      },
    }),
    encrypted('no Type', { change: replace(/ Type="[^"]*"/, '') }),
  ],
  'encryption-keys': [
    encrypted('four', {
      change: (xml) => xml.replace(/<xenc:EncryptedKey>.*<\/xenc:EncryptedKey>/, (one) => one.repeat(4)),
    }),
  ],
  'key-transport': [
    ...(['sha1', 'sha256'] as const).map((transport) => encrypted(`OAEP with ${transport}`, { transport })),
    encrypted('OAEP that names neither digest nor mask', {
      transport: 'sha1',
      change: replace('2001/04/xmlenc#rsa-oaep-mgf1p', '2009/xmlenc11#rsa-oaep'),
    }),
    encrypted('OAEP whose mask is in its name, and another beside', {
      transport: 'sha1',
      change: replace(
        /(?<=rsa-oaep-mgf1p")\/>/,
        '><MGF xmlns="http://www.w3.org/2009/xmlenc11#" Algorithm="http://www.w3.org/2009/xmlenc11#mgf1sha256"/></xenc:EncryptionMethod>',
      ),
    }),
  ],
  'content-encryption': [
    encrypted('AES-GCM', { content: 'aes128-gcm' }),
    {
      ...encrypted('AES-CBC under a signature, chosen', { content: 'aes256-cbc' }, 'response'),
      options: { cbc: true },
    },
  ],
  decryption: [encrypted('AES-GCM under a signature', {}, 'response')],
}
