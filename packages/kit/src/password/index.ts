import { availableParallelism } from 'node:os'
import { type Algorithm, hash, verify } from '@node-rs/argon2'

/** argon2id with OWASP's parameters: 19 MiB, two passes, one lane. */
const parameters = { algorithm: 2 as Algorithm.Argon2id, memoryCost: 19_456, timeCost: 2, parallelism: 1 }

let running = 0
const waiting: (() => void)[] = []

/** At most as many at once as there are cores: a flood of sign-ins must not take the memory or stall everybody else. */
async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running >= availableParallelism()) await new Promise<void>((resolve) => waiting.push(resolve))
  running++
  try {
    return await work()
  } finally {
    running--
    waiting.shift()?.()
  }
}

/** Hash of a password in PHC form. */
export function hashPassword(password: string): Promise<string> {
  return inTurn(() => hash(password.normalize('NFC'), parameters))
}

let stranger: Promise<string> | undefined

/**
 * Whether the password is the one. Where there is no such person (`undefined`) a hash is computed all the same, so that
 * the time of the answer does not tell whether a name exists.
 */
export async function verifyPassword(hashed: string | undefined, password: string): Promise<boolean> {
  stranger ??= hashPassword('nobody has this password')
  const against = hashed ?? (await stranger)
  const matches = await inTurn(() => verify(against, password.normalize('NFC')))
  return hashed !== undefined && matches
}
