import { expect, test } from 'vitest'
import { closeAfterwards, reading, room } from './memory.ts'
import { readXml } from './reader.ts'

const octets = (xml: string) => Buffer.from(xml, 'utf8')

test('a document is empty when the reading of it has ended, whatever is read next', () => {
  const held = reading(() => readXml(octets('<a b="secret"><c>secret</c></a>')).root)
  const seen = reading(() => {
    readXml(octets('<a b="other!"><c>other!</c></a>'))
    return [held.text(), held.attribute('b'), held.children(), held.document.octets.includes('other')]
  })
  expect(seen).toEqual(['', undefined, [], false])
})

test('within a reading no two documents share memory, and one inside another ends before it', () => {
  const seen = reading(() => {
    const outer = readXml(octets('<a>outer</a>')).root
    const inner = reading(() => readXml(octets('<a>inner one</a>')).root.text())
    const next = readXml(octets('<a>next</a>')).root
    return [outer.text(), inner, next.text()]
  })
  expect(seen).toEqual(['outer', 'inner one', 'next'])
})

test('memory serves again after a reading, also after one that failed, and never without one', () => {
  const place = () =>
    reading(() => {
      const piece = room(64)
      // Another block is used too.
      room(2_000_000)
      return [piece.buffer, piece.byteOffset]
    })
  const first = place()
  expect(() => reading(() => readXml(octets('<a>')))).toThrow(expect.objectContaining({ code: 'xml-end' }))
  const again = place()
  expect(again[0]).toBe(first[0])
  expect(again[1]).toBe(first[1])
  const [one, other] = [room(64).fill(1), room(64).fill(2)]
  expect([one[0], other[0]]).toEqual([1, 2])
  let closed = 0
  closeAfterwards({ close: () => closed++ })
  reading(() => closeAfterwards({ close: () => closed++ }))
  expect(closed).toBe(1)
})

test('what does not fit into a block gets one, and pieces never overlap', () => {
  reading(() => {
    const pieces = [10, 700_000, 700_000, 3_000_000, 7].map((size, at) => room(size).fill(at))
    for (const [at, piece] of pieces.entries()) expect(piece.every((octet) => octet === at)).toBe(true)
    expect(pieces.every((piece) => piece.byteOffset % 8 === 0)).toBe(true)
  })
})
