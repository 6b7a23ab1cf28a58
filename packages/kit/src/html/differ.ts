import type { Run, Runs } from './runs.ts'

/** Above this many words on a side (after what both begin and end with is set aside) the middle is marked whole. */
const most = 400

/**
 * Where two values differ. Compared by words and single marks, so that an address differs by its host or its path
 * segment and not by chance letters within; what both sides begin and end with is set aside first. Work is bounded by
 * 400 × 400 words.
 */
export function differ(expected: string, received: string): Runs {
  const a = words(expected)
  const b = words(received)
  let start = 0
  while (start < a.length && start < b.length && a[start] === b[start]) start++
  let end = 0
  while (end < a.length - start && end < b.length - start && a.at(-1 - end) === b.at(-1 - end)) end++
  const [inA, inB] = middle(a.slice(start, a.length - end), b.slice(start, b.length - end))
  const around = (side: readonly string[], inside: readonly boolean[]): readonly Run[] =>
    join(side, (n) => inside[n - start] === false)
  return { expected: around(a, inA), received: around(b, inB) }
}

const words = (text: string): readonly string[] => text.match(/[\p{L}\p{N}]+|[^\p{L}\p{N}]/gu) ?? []

type Shared = readonly boolean[]

/** For each word of both middles: whether it belongs to their longest common subsequence. */
function middle(a: readonly string[], b: readonly string[]): readonly [Shared, Shared] {
  const inA = a.map(() => false)
  const inB = b.map(() => false)
  if (a.length > most || b.length > most) return [inA, inB]
  const length = lengths(a, b)
  const at = (i: number, j: number) => length[i]?.[j] ?? 0
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    if (a[i] === b[j]) {
      inA[i++] = true
      inB[j++] = true
    } else if (at(i + 1, j) >= at(i, j + 1)) i++
    else j++
  }
  return [inA, inB]
}

/** Length of the longest common subsequence of every pair of tails. */
function lengths(a: readonly string[], b: readonly string[]): readonly (readonly number[])[] {
  const table = Array.from({ length: a.length + 1 }, () => Array.from({ length: b.length + 1 }, () => 0))
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      const [here, below] = [table[i], table[i + 1]]
      if (!here || !below) continue
      here[j] = a[i] === b[j] ? 1 + (below[j + 1] ?? 0) : Math.max(below[j] ?? 0, here[j + 1] ?? 0)
    }
  }
  return table
}

/** Words to runs. A lone mark between two differing words is drawn with them: "a-b" for "c-d" is one difference. */
function join(side: readonly string[], alone: (n: number) => boolean): readonly Run[] {
  const differs = (n: number) => alone(n) || (/^[-_.]$/.test(side[n] ?? '') && alone(n - 1) && alone(n + 1))
  const runs: { text: string; differs: boolean }[] = []
  for (const [n, word] of side.entries()) {
    const last = runs.at(-1)
    if (last?.differs === differs(n)) last.text += word
    else runs.push({ text: word, differs: differs(n) })
  }
  return runs
}
