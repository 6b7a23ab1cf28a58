import { expect, test } from 'vitest'
import { Problem } from '../problem.ts'
import { now } from '../testing/forge.ts'
import { readXml } from '../xml/reader.ts'
import { END, LOCAL, NODE, URI } from '../xml/table.ts'
import { nameVocabulary, uriVocabulary } from '../xml/vocabulary.ts'
import { conform, type Shape } from './grammar.ts'
import { writeLogoutRequest } from './logout-request.ts'
import { SAML } from './names.ts'
import { logoutRequestShape } from './shapes.ts'

test('what lies beyond the end of an element, left there by whatever used the memory before, is no child of it', () => {
  const xml = writeLogoutRequest({
    id: '_l',
    issueInstant: now,
    issuer: 'urn:x',
    nameId: { value: 'b.simon' },
    sessionIndexes: ['_1'],
  })
  const { root } = readXml(Buffer.from(xml.replace('SessionIndex', 'SessionIndex bad="x"')))
  const refused = expect.objectContaining({ code: 'message-attribute' })
  expect(() => conform(root, logoutRequestShape)).toThrow(refused)
  root.document.nodes.cells[root.row + END] = root.children().at(-1)?.row ?? 0
  expect(() => conform(root, logoutRequestShape)).not.toThrow()
})

/** Audiences of this shape, ten at most. */
const listOf = (shape: Shape, min = 0): Shape => {
  const [uri, local] = [uriVocabulary.known(SAML), nameVocabulary.known('Audience')]
  const part = { namespace: SAML, name: 'Audience', uri, local, shape: () => shape }
  return { content: [{ of: [part], min, max: 10 }] }
}

function judged(list: string, shape: Shape): string {
  try {
    conform(readXml(Buffer.from(`<Advice xmlns="${SAML}">${list}</Advice>`)).root, listOf(shape))
    return 'conforms'
  } catch (problem) {
    if (problem instanceof Problem) return problem.code
    throw problem
  }
}

const text: Shape = { content: 'text' }
const open: Shape = { content: 'open', anyAttribute: true }
const named: Shape = { content: 'text', required: ['Format'] }
const before = '<Audience>x</Audience><Audience>y</Audience>'

test.each([
  [`${before}<Audience>z</Audience>`, text, 'conforms'],
  [`${before}<Audience/>`, text, 'conforms'],
  [`${before}<Audience a="b">z</Audience>`, text, 'message-attribute'],
  [`${before}<Audience><Issuer/></Audience>`, text, 'xml-nested'],
  [`${before}<Audience>z<Issuer/></Audience>`, text, 'xml-nested'],
  [`${before}<Audience>z</Audience>`, open, 'conforms'],
  [`${before}<Audience a="b">z</Audience>`, open, 'message-attribute'],
  [`${before}<Audience><Assertion/></Audience>`, open, 'message-hidden'],
  [`${before} <Audience>z</Audience> `, text, 'conforms'],
  [`${before}<Issuer>z</Issuer>`, text, 'message-element'],
  [`${before}<Audience xmlns="urn:x">z</Audience>`, text, 'message-element'],
  ['<Audience>x</Audience>'.repeat(10), text, 'conforms'],
  ['<Audience>x</Audience>'.repeat(11), text, 'message-element'],
  ['<Audience>x</Audience>', { content: 'empty' }, 'message-text'],
  ['<Audience> </Audience><Audience>x</Audience>', { content: 'empty' }, 'message-text'],
  ['<Audience>x</Audience>', named, 'message-attribute-missing'],
  ['<Audience Format="f">x</Audience><Audience>y</Audience>', named, 'message-attribute-missing'],
] as const)('of a list none is taken for another that came before it: %s', (list, shape, code) => {
  expect(judged(list, shape)).toBe(code)
})

test('what lies beyond the end of a list is none of it', () => {
  const { root } = readXml(Buffer.from(`<Advice xmlns="${SAML}">${before}${before}</Advice>`))
  expect(() => conform(root, listOf(text, 4))).not.toThrow()
  root.document.nodes.cells[root.row + END] = root.children().at(-1)?.row ?? 0
  expect(() => conform(root, listOf(text, 4))).toThrow(expect.objectContaining({ code: 'message-missing' }))
})

test('what the memory of a text held before is no name', () => {
  const { root } = readXml(Buffer.from('<Audience>x<Issuer/></Audience>'))
  const { cells } = root.document.nodes
  cells[root.row + NODE + URI] = uriVocabulary.known(SAML)
  cells[root.row + NODE + LOCAL] = nameVocabulary.known('Assertion')
  expect(() => conform(root, open)).not.toThrow()
})
