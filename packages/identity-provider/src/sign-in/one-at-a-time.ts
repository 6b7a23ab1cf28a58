interface Turn {
  readonly last: Promise<unknown>
  readonly waiting: number
}

const turns = new Map<string, Turn>()
const mostWaiting = 20

/**
 * Runs `work` when all earlier work under the same key has ended. Guesses at one name that come at the same time would
 * otherwise all be judged before the first failure is counted. Undefined where too many wait.
 */
export async function oneAtATime<T>(key: string, work: () => Promise<T>): Promise<T | undefined> {
  const before = turns.get(key)
  const waiting = (before?.waiting ?? 0) + 1
  if (waiting > mostWaiting) return undefined
  const mine = (before?.last ?? Promise.resolve()).then(work, work)
  turns.set(key, { last: mine.catch(() => undefined), waiting })
  try {
    return await mine
  } finally {
    const after = turns.get(key)
    if (after && after.waiting > 1) turns.set(key, { ...after, waiting: after.waiting - 1 })
    else turns.delete(key)
  }
}
