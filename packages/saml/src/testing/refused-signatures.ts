import { DS, MD, SAML, SAMLP } from '../messages/names.ts'
import { keys } from './keys.ts'
import {
  after,
  assertionOf,
  digestMethod,
  evil,
  type RefusedMessages,
  row,
  signatureOf,
  signedInfo,
  unsigned,
} from './steps.ts'

const base64 = (why: string, name: string, to: string) =>
  after(why, new RegExp(`<${name}>[^<]*`), `<${name}>${to}`)

const exclusive = 'http://www.w3.org/2001/10/xml-exc-c14n#'
const prefixes = `<InclusiveNamespaces xmlns="${exclusive}" PrefixList="p"/>`
const enveloped = 'http://www.w3.org/2000/09/xmldsig#enveloped-signature'
const transform = `<Transform Algorithm="${enveloped}"/>`

/** For every refusal of signatures, by code, the responses that show it. */
export const refusedSignatures: RefusedMessages = {
  'signature-missing': [
    row('nothing is signed', { sign: 'nothing' }),
    row('it was taken out', { after: unsigned }),
  ],
  'signature-no-key': [{ ...row('no key is configured', {}), keys: 'none' }],
  'signature-shape': [
    after('empty', /<Signature .*<\/Signature>/, `<Signature xmlns="${DS}"/>`),
    row('a second SignedInfo first', {
      after: (xml) =>
        xml.replace('<SignedInfo>', () => `${/<SignedInfo>.*<\/SignedInfo>/.exec(xml)?.[0]}<SignedInfo>`),
    }),
    row('a second SignedInfo last', {
      after: (xml) =>
        xml.replace(
          '</SignatureValue>',
          () => `</SignatureValue>${/<SignedInfo>.*<\/SignedInfo>/.exec(xml)?.[0]}`,
        ),
    }),
    after('KeyInfo twice', /<KeyInfo>.*<\/KeyInfo>/, '<KeyInfo/><KeyInfo/>'),
    after('something in place of KeyInfo', /<KeyInfo>.*<\/KeyInfo>/, '<KeyName>x</KeyName>'),
    after('KeyInfo of another namespace', '<KeyInfo>', '<KeyInfo xmlns="urn:x">'),
    signedInfo('more elements than it has', /<DigestMethod[^>]*\/>/, digestMethod(492)),
    signedInfo('a fourth child', '</SignedInfo>', '<x/></SignedInfo>'),
    signedInfo('text', '</SignedInfo>', 'x</SignedInfo>'),
    signedInfo('text in Reference', '</Reference>', 'x</Reference>'),
    signedInfo(
      'something in place of SignatureMethod',
      /<SignatureMethod([^>]*)>/,
      '<KeyName Algorithm="x"/>',
    ),
    signedInfo('something in place of DigestMethod', /<DigestMethod([^>]*)>/, '<KeyName Algorithm="x"/>'),
    signedInfo('something in place of Transforms', /<Transforms>.*<\/Transforms>/, '<KeyName/>'),
    signedInfo(
      'two parameters of canonicalization',
      /<CanonicalizationMethod[^>]*\/>/,
      `<CanonicalizationMethod Algorithm="${exclusive}">${prefixes}${prefixes}</CanonicalizationMethod>`,
    ),
    after('text inside', '<SignatureValue>', 'x<SignatureValue>'),
    signedInfo('a second DigestValue', '</Reference>', '<DigestValue>AAAA</DigestValue></Reference>'),
    signedInfo(
      'a parameter of the SignatureMethod',
      /(<SignatureMethod[^>]*)\/>/,
      '<SignatureMethod Algorithm="http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"><x/></SignatureMethod>',
    ),
    after(
      'two CanonicalizationMethods',
      '<SignatureMethod',
      '<CanonicalizationMethod Algorithm="x"/><SignatureMethod',
    ),
    signedInfo(
      'more prefixes than anybody needs',
      /<CanonicalizationMethod[^>]*\/>/,
      `<CanonicalizationMethod Algorithm="http://www.w3.org/2001/10/xml-exc-c14n#"><InclusiveNamespaces xmlns="http://www.w3.org/2001/10/xml-exc-c14n#" PrefixList="${'p '.repeat(33)}"/></CanonicalizationMethod>`,
    ),
    signedInfo(
      'a parameter of canonicalization that is none',
      /<CanonicalizationMethod[^>]*\/>/,
      '<CanonicalizationMethod Algorithm="http://www.w3.org/2001/10/xml-exc-c14n#"><x/></CanonicalizationMethod>',
    ),
  ],
  'signature-place': [
    row('after the statements', {
      after: (xml) =>
        xml.replace(signatureOf(xml), '').replace('</Assertion>', () => `${signatureOf(xml)}</Assertion>`),
    }),
    row('twice', { after: (xml) => xml.replace('</Signature>', () => `</Signature>${signatureOf(xml)}`) }),
    row('before the Issuer', {
      after: (xml) =>
        xml.replace(signatureOf(xml), '').replace('<Issuer>', () => `${signatureOf(xml)}<Issuer>`),
    }),
  ],
  'signature-embedded': [
    row('the signature of the response, taken off and kept in the KeyInfo of the assertion', {
      sign: 'both',
      after: (xml) => {
        const outer = /<Signature .*?<\/Signature>/.exec(xml)?.[0] ?? ''
        return xml.replace(outer, '').replace('<KeyInfo>', () => `<KeyInfo>${outer}`)
      },
    }),
    row('the genuine response in the signature of the forged one (XSW1)', {
      sign: 'response',
      after: (xml) => {
        const original = unsigned(xml)
        return evil(xml)
          .replace('</KeyInfo>', () => `${original}</KeyInfo>`)
          .replace(/ID="_b/, 'ID="_c')
      },
    }),
    ...[SAML, SAMLP, MD].map((namespace) =>
      after(`anything of ${namespace}`, '<KeyInfo>', `<KeyInfo><x xmlns="${namespace}"/>`),
    ),
  ],
  'signature-object': [
    row('the genuine assertion in ds:Object (XSW8)', {
      after: (xml) => {
        const original = unsigned(assertionOf(xml))
        return evil(xml).replace('</Signature>', () => `<Object>${original}</Object></Signature>`)
      },
    }),
    after('SignatureProperties', '<KeyInfo>', '<KeyInfo><SignatureProperties/>'),
    after('a Manifest', '</Signature>', '<Manifest/></Signature>'),
  ],
  'signature-references': [
    row('two', {
      after: (xml) =>
        xml.replace('</Reference>', () => `</Reference>${/<Reference.*<\/Reference>/.exec(xml)?.[0]}`),
    }),
    after('none', /<Reference.*<\/Reference>/, ''),
  ],
  'signature-transforms': [
    signedInfo(
      'XSLT',
      /<Transform Algorithm="[^"]*enveloped-signature"\/>/,
      '<Transform Algorithm="http://www.w3.org/TR/1999/REC-xslt-19991116"/>',
    ),
    signedInfo(
      'XPath between',
      '<Transform Algorithm="http://www.w3.org/2001/10',
      '<Transform Algorithm="http://www.w3.org/TR/1999/REC-xpath-19991116"/><Transform Algorithm="http://www.w3.org/2001/10',
    ),
    signedInfo(
      'a parameter of the first',
      transform,
      `<Transform Algorithm="${enveloped}"><XPath>x</XPath></Transform>`,
    ),
    signedInfo('a third', '</Transforms>', `<Transform Algorithm="${exclusive}"/></Transforms>`),
    signedInfo('another element that says the same', transform, `<DigestMethod Algorithm="${enveloped}"/>`),
    signedInfo('one alone', /<Transform Algorithm="[^"]*enveloped-signature"\/>/, ''),
    signedInfo('with comments', 'xml-exc-c14n#"/></Transforms>', 'xml-exc-c14n#WithComments"/></Transforms>'),
  ],
  'signature-canonicalization': [
    signedInfo(
      'inclusive',
      /<CanonicalizationMethod[^>]*>/,
      '<CanonicalizationMethod Algorithm="http://www.w3.org/TR/2001/REC-xml-c14n-20010315"/>',
    ),
    signedInfo(
      'with comments',
      /<CanonicalizationMethod[^>]*>/,
      '<CanonicalizationMethod Algorithm="http://www.w3.org/2001/10/xml-exc-c14n#WithComments"/>',
    ),
  ],
  'signature-algorithm': [
    signedInfo(
      'an unknown digest',
      /(<DigestMethod Algorithm=")[^"]*/,
      '<DigestMethod Algorithm="http://www.w3.org/2001/04/xmldsig-more#md5',
    ),
    signedInfo('unknown', 'xmldsig-more#rsa-sha256', 'xmldsig-more#rsa-sha3000'),
  ],
  'signature-algorithm-forbidden': [
    signedInfo(
      'HMAC',
      'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
      'http://www.w3.org/2000/09/xmldsig#hmac-sha1',
    ),
    signedInfo(
      'HMAC that is cut short',
      /<SignatureMethod[^>]*>/,
      '<SignatureMethod Algorithm="http://www.w3.org/2000/09/xmldsig#hmac-sha1"><HMACOutputLength>1</HMACOutputLength></SignatureMethod>',
    ),
    signedInfo(
      'DSA',
      'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
      'http://www.w3.org/2000/09/xmldsig#dsa-sha1',
    ),
  ],
  'signature-key-type': [{ ...row('an RSA signature, an EC key', {}), keys: 'ec' }],
  'signature-value-form': [
    base64('no base64', 'SignatureValue', '***'),
    base64('too short', 'SignatureValue', 'AAAA'),
    base64('empty', 'SignatureValue', ''),
  ],
  'signature-value': [
    row('by another key', { key: keys.other }),
    base64('all zero', 'SignatureValue', `${Buffer.alloc(256).toString('base64')}`),
    after('another DigestValue', /<DigestValue>.{4}/, '<DigestValue>AAAA'),
    after('a Reference to another', /URI="#_a/, 'URI="#_b'),
  ],
  'signature-digest': [
    after('another NameID', 'b.simon@', 'admin@'),
    after('another Audience', '<Audience>', '<Audience>x'),
    after('one more attribute', '</AttributeStatement>', '<Attribute Name="admin"/></AttributeStatement>'),
    after('white space', '<Subject>', '<Subject> '),
  ],
  'signature-reference': [
    signedInfo('to another element', /URI="#_a/, 'URI="#_b'),
    signedInfo('empty: the whole document', /URI="#[^"]*"/, 'URI=""'),
    signedInfo('absent', / URI="#[^"]*"/, ''),
    signedInfo('a pointer', /URI="#[^"]*"/, 'URI="#xpointer(/)"'),
    signedInfo('a file', /URI="#[^"]*"/, 'URI="file:///etc/passwd"'),
    row('the signature moved to the forged assertion, its Reference to the genuine one (XSW5)', {
      after: (xml) => evil(xml),
    }),
  ],
  'signature-digest-form': [
    signedInfo('no base64', /<DigestValue>[^<]*/, '<DigestValue>*'),
    signedInfo('of another length', /<DigestValue>[^<]*/, '<DigestValue>AAAA'),
  ],
}
