/*
 * Memory for documents, their tables and canonical forms. Memory that is fresh costs more than reading a message into it:
 * the system has to find each page of it. So what is read within `reading` is read into blocks that serve again when it
 * ends, and the documents are closed then: one that is held is empty from then on, and never shows another message.
 */

const BLOCK = 1024 * 1024
/** What is kept for the next message; more is given back. */
const most = 8

/** What must not be used when its memory serves somebody else. */
interface Closing {
  close(): void
}

const kept: Buffer[] = []
const open: Closing[] = []
let depth = 0
/** Where the next octets are cut: the block and the place in it. */
let block = 0
let used = 0

/** Runs a function that reads documents and returns nothing of them but strings and numbers. */
export function reading<T>(of: () => T): T {
  const [firstOpen, firstBlock, firstUsed] = [open.length, block, used]
  depth++
  try {
    return of()
  } finally {
    depth--
    while (open.length > firstOpen) open.pop()?.close()
    block = firstBlock
    used = firstUsed
    if (depth === 0) kept.length = Math.min(kept.length, most)
  }
}

/** Whether what is read now is closed afterwards. */
export const closes = (): boolean => depth > 0

/** Has it closed when the memory that it was given is to serve again. */
export function closeAfterwards(one: Closing): void {
  if (depth > 0) open.push(one)
}

/** So many octets, of any content, beginning where eight can be looked at together. */
export function room(size: number): Buffer {
  if (depth === 0) return Buffer.allocUnsafe(size)
  while (used + size > (kept[block]?.length ?? 0)) {
    if (kept[block] === undefined) kept.push(Buffer.allocUnsafeSlow(Math.max(size, BLOCK)))
    else {
      block++
      used = 0
    }
  }
  const from = used
  used = (used + size + 7) & ~7
  return kept[block]?.subarray(from, from + size) ?? Buffer.alloc(size)
}
