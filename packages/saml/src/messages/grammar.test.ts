import { expect, test } from 'vitest'
import { now } from '../testing/forge.ts'
import { readXml } from '../xml/reader.ts'
import { END } from '../xml/table.ts'
import { conform } from './grammar.ts'
import { writeLogoutRequest } from './logout-request.ts'
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
