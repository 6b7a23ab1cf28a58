import { randomInt } from 'node:crypto'
import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'

export interface TestAccount {
  readonly system: 'identity-provider' | 'sso' | 'bitbucket'
  readonly role: 'administrator' | 'user'
  readonly userName: string
  readonly password: string
}

/** What `postern start` remembers of a data directory, from before its servers first started. */
export interface StartRecord {
  readonly kind: 'sandbox' | 'empty'
  readonly prepared: boolean
  readonly accounts: readonly TestAccount[]
}

export const domain = 'contoso.example'
const recordFile = (dataDirectory: string) => join(dataDirectory, 'start.json')
const sandboxFile = (dataDirectory: string) => join(dataDirectory, 'sandbox.json')

/** The record of this data directory; made, with passwords nobody can guess, where there is none yet. */
export function readOrMakeRecord(dataDirectory: string, kind: StartRecord['kind']): StartRecord {
  mkdirSync(dataDirectory, { recursive: true, mode: 0o700 })
  const kept = readJson(recordFile(dataDirectory))
  if (kept) return kept as StartRecord
  const administrators: readonly TestAccount[] = [
    {
      system: 'identity-provider',
      role: 'administrator',
      userName: `admin@${domain}`,
      password: makePassword(),
    },
    { system: 'sso', role: 'administrator', userName: 'admin', password: makePassword() },
    { system: 'bitbucket', role: 'administrator', userName: 'admin', password: makePassword() },
  ]
  const person: TestAccount = {
    system: 'identity-provider',
    role: 'user',
    userName: `B.Simon@${domain}`,
    password: makePassword(),
  }
  const record: StartRecord = {
    kind,
    prepared: kind === 'empty',
    accounts: kind === 'empty' ? administrators : [...administrators, person],
  }
  keepRecord(dataDirectory, record)
  return record
}

export function keepRecord(dataDirectory: string, record: StartRecord): void {
  writePrivately(recordFile(dataDirectory), record)
}

/** What a test reads to find the servers; its presence says that all three answer. */
export function writeSandbox(
  dataDirectory: string,
  sandbox: { bitbucket: string; sso: string; identityProvider: string; accounts: readonly TestAccount[] },
): void {
  writePrivately(sandboxFile(dataDirectory), sandbox)
}

export function removeSandbox(dataDirectory: string): void {
  rmSync(sandboxFile(dataDirectory), { force: true })
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
}

/** Mode 600, whole or not at all: written beside, flushed, renamed. */
function writePrivately(file: string, value: unknown): void {
  const draft = `${file}.draft`
  const descriptor = openSync(draft, 'w', 0o600)
  writeSync(descriptor, `${JSON.stringify(value, null, 2)}\n`)
  fsyncSync(descriptor)
  closeSync(descriptor)
  renameSync(draft, file)
}

/** Without letters and digits that are mistaken for each other. */
const groups = ['ABCDEFGHJKLMNPQRSTUVWXYZ', 'abcdefghijkmnopqrstuvwxyz', '23456789'] as const
const all = groups.join('')

/** Sixteen characters with at least one upper-case letter, one lower-case letter and one digit (Entra's three of four). */
function makePassword(): string {
  const pick = (of: string) => of.charAt(randomInt(of.length))
  for (;;) {
    const password = Array.from({ length: 16 }, () => pick(all)).join('')
    if (groups.every((group) => Array.from(password).some((letter) => group.includes(letter))))
      return password
  }
}
