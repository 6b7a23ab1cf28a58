import { writeResponse } from '@postern/saml'
import { makeFixture, parameterOf, responseToWrite } from './fixtures.ts'

const most = 512 * 1024

/** Bodies of up to 512 KiB, each made to be slow somewhere: what anybody may post without being anybody. */
function hostileBodies(): ReadonlyMap<string, string> {
  const text = makeFixture('g20', Date.now()).xml
  const room = most - text.length - 600
  const fill = (piece: string, octets = room) => piece.repeat(Math.floor(octets / piece.length))
  const after = (anchor: string, piece: string) => text.replace(anchor, () => anchor + piece)
  const many = (count: number, of: (at: number) => string) =>
    Array.from({ length: count }, (_, at) => of(at)).join('')
  const status = '<samlp:Status>'
  const extensions = (content: string) =>
    text.replace(status, () => `<samlp:Extensions>${content}</samlp:Extensions>${status}`)
  const prefixes = many(30, (at) => ` xmlns:p${at}="urn:${at}${'x'.repeat(900)}"`)
  const assertion = /<Assertion.*<\/Assertion>/s.exec(text)?.[0] ?? ''
  const signature = /<Signature .*<\/Signature>/s.exec(text)?.[0] ?? ''
  return new Map([
    ['a wrong signature', text.replace(/SignatureValue>./, 'SignatureValue>A')],
    ['not XML', fill('x')],
    ['one long text', after('<Audience>', fill('x'))],
    ['blanks', after(status, fill(' '))],
    [
      'line ends',
      after('<Audience>', fill('\r', 60_000)).replace(status, () => status + fill('\r\n', 60_000)),
    ],
    ['texts of CDATA', after('<Audience>', fill('<![CDATA[]]>'))],
    ['references', after('<Audience>', fill('&#65;', 60_000))],
    ['elements side by side', after(status, fill('<x/>'))],
    ['elements in one another', after(status, fill('<x>'))],
    ['nesting to the bound, again and again', extensions(fill(`${'<x>'.repeat(50)}${'</x>'.repeat(50)}`))],
    ['attributes', extensions(fill(`<x ${many(60, (at) => `a${at}="" `)}/>`))],
    [
      'attributes of one namespace',
      extensions(fill(`<x xmlns:q="urn:q" ${many(60, (at) => `q:a${at}="" `)}/>`)),
    ],
    ['new names', extensions(many(9_000, (at) => `<n${at}${'x'.repeat(20)}/>`))],
    ['namespaces', extensions(fill(`<x${prefixes}/>`))],
    ['short namespaces', extensions(fill(`<x${many(30, (at) => ` xmlns:p${at}="urn:${at}"`)}/>`))],
    ['open content', extensions(fill('<x y="z">t</x>'))],
    [
      'attribute values',
      after(
        '<AttributeStatement>',
        fill('<Attribute Name="a"><AttributeValue>x</AttributeValue></Attribute>'),
      ),
    ],
    ['values', after('<AttributeValue>', fill('x</AttributeValue><AttributeValue>'))],
    ['letters beyond ASCII', after('<AttributeValue>', fill('é</AttributeValue><AttributeValue>'))],
    [
      'references in values',
      after('<AttributeValue>', fill('&amp;&lt;&amp;&lt;&amp;&lt;</AttributeValue><AttributeValue>')),
    ],
    ['confirmations', after('</NameID>', fill('<SubjectConfirmation Method="urn:x"/>'))],
    ['audiences', after('<AudienceRestriction>', fill('<Audience>x</Audience>'))],
    ['assertions', after('</samlp:Status>', fill(assertion))],
    ['signatures', after('</Issuer>', fill(signature))],
    ['a SignedInfo without end', after('<SignedInfo>', fill('<x xmlns="urn:x"/>'))],
    ['a KeyInfo without end', after('<KeyInfo>', fill('<x xmlns="urn:x"/>'))],
    [
      'a document type',
      text.replace('<samlp:Response', () => `<!DOCTYPE x [${fill('<!ENTITY a "b">')}]><samlp:Response`),
    ],
  ])
}

/** As form fields: these bodies, two fields that are none, and a genuine message of the largest size. */
export function hostileParameters(): ReadonlyMap<string, string> {
  const bodies = new Map([...hostileBodies()].map(([name, xml]) => [name, parameterOf(xml)]))
  bodies.set('not base64', '!'.repeat(700_000))
  bodies.set('base64 in short lines', parameterOf('<a>'.padEnd(340_000)).replace(/../g, '$& '))
  bodies.set('512 KiB, genuine', parameterOf(grown(512)))
  return bodies
}

/** A genuine response of about so many KiB: more groups, nothing else. */
export function grown(kibibytes: number, fewer = 0): string {
  const of = responseToWrite(1, 'assertion', Date.now())
  const empty = writeResponse(of).length
  const groups = Math.floor((kibibytes * 1024 - empty) / 69) - fewer
  return writeResponse(responseToWrite(groups, 'assertion', Date.now()))
}
