import { encrypt } from '../../packages/saml/src/testing/encrypt.ts'
import { forge, genuine, now, requestId, signXml } from '../../packages/saml/src/testing/forge.ts'
import { keys, pem } from '../../packages/saml/src/testing/keys.ts'
import { refusedDocuments } from '../../packages/saml/src/testing/refused-documents.ts'
import { refusedEncryptions } from '../../packages/saml/src/testing/refused-encryptions.ts'
import { refusedMessages } from '../../packages/saml/src/testing/refused-messages.ts'
import { refusedResponses } from '../../packages/saml/src/testing/refused-responses.ts'
import { refusedSignatures } from '../../packages/saml/src/testing/refused-signatures.ts'
import type { Circumstances, Message } from './message.ts'

/** The parties of our own generator. */
export const circumstances: Circumstances = {
  certificates: [pem('idp.crt')],
  issuer: 'https://idp.example.test/',
  entityId: 'https://sp.example.test/metadata',
  replyUrl: 'https://sp.example.test/acs',
  now,
  inResponseTo: requestId,
  decryptionKey: pem('sp.key'),
  old: false,
}

/** The keys that a message may be signed with: every further one costs every peer a try. */
const message = (name: string, octets: Buffer): Message => ({
  name,
  octets,
  of: { ...circumstances, certificates: [...circumstances.certificates, ...others(name)] },
})

function others(name: string): readonly string[] {
  if (/ecdsa|\bEC\b/.test(name)) return [pem('ec.crt')]
  return /key-size/.test(name) ? [pem('short.crt')] : []
}

/** Everything that our generator makes to be refused, by the code that it is refused with. */
export function refusedByUs(): readonly Message[] {
  const catalogues = { ...refusedMessages, ...refusedSignatures, ...refusedEncryptions, ...refusedResponses }
  const vectors = Object.entries(catalogues).flatMap(([code, rows]) =>
    rows.map(({ why, octets }) => message(`refused/${code}: ${why}`, octets())),
  )
  // What is wrong with the document may be wrong with a document that is signed.
  const documents = Object.entries(refusedDocuments).flatMap(([code, rows]) =>
    rows.map((row, at) => message(`refused/${code} ${at}`, Buffer.from(row))),
  )
  return [...vectors, ...documents]
}

const options = ['assertion', 'response', 'both'] as const
const algorithms = [
  ['rsa-sha256', keys.idp],
  ['rsa-sha384', keys.idp],
  ['rsa-sha512', keys.idp],
  ['rsa-sha1', keys.idp],
  ['ecdsa-sha256', keys.ec],
] as const

/** Text that goes wrong on its way through XML where it can. */
const texts = [
  'b.simon@contoso.example',
  'Ægir Ødegård',
  'a & b < c > d "e" \'f\'',
  '  two  spaces  ',
  'line\nbreak\tand tab',
  ']]>',
  '😀 日本語 עברית',
  '&amp;',
  '',
]

/** What our generator makes to be accepted: by place of the signature, by algorithm, by text, encrypted. */
export function acceptedByUs(): readonly Message[] {
  const signed = options.flatMap((option) =>
    algorithms.map(([algorithm, key]) =>
      message(`accepted/${option} ${algorithm}`, genuine({ sign: { key, option, algorithm } })),
    ),
  )
  const attributes = texts.map((text, at) =>
    message(
      `accepted/attribute text ${at}`,
      genuine({}, { attributes: [{ name: 'text', values: [text, 'x'] }] }),
    ),
  )
  const names = texts
    .filter((text) => text !== '')
    .map((value, at) => message(`accepted/name text ${at}`, genuine({}, { nameId: { value } })))
  return [...signed, ...attributes, ...names, ...encrypted(), ...rewritten()]
}

function encrypted(): readonly Message[] {
  const contents = ['aes256-gcm', 'aes128-gcm'] as const
  const transports = ['sha1', 'sha256'] as const
  const places = ['nothing', 'response'] as const
  return contents.flatMap((content) =>
    transports.flatMap((transport) =>
      places.map((sign) =>
        message(
          `accepted/encrypted ${content} ${transport}, ${sign} signed outside`,
          forge({
            sign,
            response: (xml) =>
              xml.replace(/<Assertion.*<\/Assertion>/, (one) =>
                encrypt(signXml(one), 'EncryptedAssertion', { content, transport }),
              ),
          }),
        ),
      ),
    ),
  )
}

/** The same message as other writers lay it out. */
function rewritten(): readonly Message[] {
  const before = (why: string, change: (xml: string) => string) =>
    message(`accepted/${why}`, forge({ assertion: change, sign: 'both' }))
  return [
    before('CDATA', (xml) => xml.replace('>B.Simon<', '><![CDATA[B.<S>imon]]> &amp; <')),
    before('character references', (xml) => xml.replace('>B.Simon<', '>&#66;.&#x53;imon&#13;&#10;<')),
    before('white space between elements', (xml) => xml.replaceAll('><', '>\n  <')),
    before('single quotes', (xml) => xml.replaceAll('"', "'")),
    before('a prefix', (xml) => withPrefix(xml)),
    before('carriage returns', (xml) => xml.replace('<Subject>', '\r\n<Subject>\r')),
    before('a blank in a tag', (xml) => xml.replaceAll('</Subject>', '</Subject \n>')),
    before('an attribute twice', (xml) =>
      xml.replace(
        '</AttributeStatement>',
        '<Attribute Name="groups"><AttributeValue>three</AttributeValue></Attribute></AttributeStatement>',
      ),
    ),
    before('a nil value', (xml) =>
      xml.replace(
        '<AttributeValue>B.Simon</AttributeValue>',
        '<AttributeValue xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:nil="true"/>',
      ),
    ),
    before('a proxy count that is no number', (xml) =>
      xml.replace('</Conditions>', '<ProxyRestriction Count="x"/></Conditions>'),
    ),
    before('a typed value', (xml) =>
      xml.replace(
        '<AttributeValue>B.Simon',
        '<AttributeValue xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xs="http://www.w3.org/2001/XMLSchema" xsi:type="xs:string">B.Simon',
      ),
    ),
    message('accepted/after a byte order mark', Buffer.concat([Buffer.from('\ufeff'), genuine()])),
    message(
      'accepted/with a declaration',
      Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>\n${genuine().toString()}`),
    ),
  ]
}

function withPrefix(xml: string): string {
  return xml
    .replace(
      'xmlns="urn:oasis:names:tc:SAML:2.0:assertion"',
      'xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion"',
    )
    .replaceAll(/<(\/?)(?=[A-Z])/g, '<$1saml:')
}
