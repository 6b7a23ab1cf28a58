import { describe, expect, test } from 'vitest'
import { inspect } from './inspect/inspect.ts'
import { genuine } from './testing/forge.ts'
import { keys } from './testing/keys.ts'

const text = genuine().toString('utf8')
const fill = (piece: string, octets = 480_000) => piece.repeat(Math.floor(octets / piece.length))
const into = (anchor: string, piece: string) => text.replace(anchor, () => anchor + piece)
const prefixes = Array.from({ length: 30 }, (_, at) => ` xmlns:p${at}="urn:${at}${'x'.repeat(900)}"`).join('')

/** Messages of half a megabyte, each made to be slow somewhere. */
const shapes: Readonly<Record<string, string>> = {
  'one long text': into('<Audience>', fill('x')),
  'texts of CDATA': into('<Audience>', fill('<![CDATA[]]>')),
  references: into('<Audience>', fill('&#65;')),
  'elements side by side': into('<samlp:Status>', fill('<x/>')),
  'elements inside one another': into('<samlp:Status>', fill('<x>')),
  attributes: into(
    '<samlp:Status>',
    fill(`<x ${Array.from({ length: 60 }, (_, at) => `a${at}=""`).join(' ')}/>`),
  ),
  'namespaces declared again and again': into('<samlp:Status>', fill(`<x${prefixes}/>`)),
  'open content': into('<samlp:Status>', '').replace(
    '<samlp:Status>',
    () => `<samlp:Extensions>${fill('<x y="z">t</x>', 400_000)}</samlp:Extensions><samlp:Status>`,
  ),
  'attribute values': into(
    '<AttributeStatement>',
    fill('<Attribute Name="a"><AttributeValue>x</AttributeValue></Attribute>'),
  ),
  confirmations: into('</NameID>', fill('<SubjectConfirmation Method="urn:x"/>')),
  audiences: into('<AudienceRestriction>', fill('<Audience>x</Audience>')),
  assertions: into('</samlp:Status>', fill(/<Assertion.*<\/Assertion>/.exec(text)?.[0] ?? '')),
  signatures: into('</Issuer>', fill(/<Signature .*<\/Signature>/.exec(text)?.[0] ?? '')),
  'a SignedInfo without end': into('<SignedInfo>', fill('<x xmlns="urn:x"/>')),
  'prefixes without end': text.replace(
    /<CanonicalizationMethod[^>]*\/>/,
    () =>
      `<CanonicalizationMethod Algorithm="http://www.w3.org/2001/10/xml-exc-c14n#"><InclusiveNamespaces xmlns="http://www.w3.org/2001/10/xml-exc-c14n#" PrefixList="${fill('p ', 60_000)}"/></CanonicalizationMethod>${fill('<x/>', 60_000)}`,
  ),
  RetrievalMethods: text.replace(
    /<Assertion.*<\/Assertion>/,
    () =>
      `<EncryptedAssertion xmlns="urn:oasis:names:tc:SAML:2.0:assertion"><EncryptedData xmlns="http://www.w3.org/2001/04/xmlenc#"><EncryptionMethod Algorithm="http://www.w3.org/2009/xmlenc11#aes256-gcm"/><KeyInfo xmlns="http://www.w3.org/2000/09/xmldsig#"><EncryptedKey xmlns="http://www.w3.org/2001/04/xmlenc#">${fill('<RetrievalMethod xmlns="http://www.w3.org/2000/09/xmldsig#"/>')}</EncryptedKey></KeyInfo></EncryptedData></EncryptedAssertion>`,
  ),
  'blanks in an end tag': text.replace('</samlp:Status>', () => `</samlp:Status${fill(' ')}>`),
}

const options = { certificates: [keys.idp.certificate] }
const time = (of: () => unknown): number => {
  const from = performance.now()
  of()
  return performance.now() - from
}

describe('half a megabyte, made to be slow, ends in a verdict soon', () => {
  test.each(Object.entries(shapes))('%s', (_, xml) => {
    const octets = Buffer.from(xml, 'utf8')
    expect(octets.length).toBeGreaterThan(100_000)
    // A quadratic step would take tens of seconds here; the bound leaves room for a machine that others share.
    expect(
      Math.min(
        time(() => inspect(octets, options)),
        time(() => inspect(octets, options)),
      ),
    ).toBeLessThan(2000)
  })
})
