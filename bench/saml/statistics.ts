const quantile = (sorted: readonly number[], at: number) =>
  sorted[Math.floor((sorted.length - 1) * at)] ?? Number.NaN

/** The middle of many measurements, and how far the middle half of them lies apart, relative to it. */
export interface Spread {
  readonly median: number
  readonly spread: number
}

export function spreadOf(numbers: readonly number[]): Spread {
  const sorted = numbers.toSorted((a, b) => a - b)
  const median = quantile(sorted, 0.5)
  return { median, spread: (quantile(sorted, 0.75) - quantile(sorted, 0.25)) / median }
}

/** Fisher–Yates; chance is welcome here: no contender is always measured after the same one. */
export function shuffled<T>(of: readonly T[]): readonly T[] {
  const mixed = [...of]
  for (let at = mixed.length - 1; at > 0; at--) {
    const other = Math.floor(Math.random() * (at + 1))
    const [a, b] = [mixed[at], mixed[other]]
    if (a !== undefined && b !== undefined) [mixed[at], mixed[other]] = [b, a]
  }
  return mixed
}

/**
 * How far the worst point lies from the straight line through all, relative to the line. Small values count like large
 * ones: the squares are weighted by the inverse square of each value.
 */
export function worstFromLine(points: readonly (readonly [x: number, y: number])[]): number {
  let [w, wx, wy, wxx, wxy] = [0, 0, 0, 0, 0]
  for (const [x, y] of points) {
    const weight = 1 / (y * y)
    w += weight
    wx += weight * x
    wy += weight * y
    wxx += weight * x * x
    wxy += weight * x * y
  }
  const slope = (w * wxy - wx * wy) / (w * wxx - wx * wx)
  const start = (wy - slope * wx) / w
  return Math.max(...points.map(([x, y]) => Math.abs(y / (start + slope * x) - 1)))
}
