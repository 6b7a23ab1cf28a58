import { expect, test } from 'vitest'
import { pfx, pfxPassword } from '../testing/pfx.ts'
import { readPfx } from './pfx.ts'

/** Opening a file is a second of work, and others work on the machine too. */
const patient = 60_000

const sha256 = '5792d834a5198ca0c14b0a4089b6de75b6851e37d3e363157494d9e18839379b'
const now = Date.parse('2026-12-01T00:00:00Z')
const read = (name: keyof typeof pfx, of: { password?: string; now?: number; patience?: number } = {}) =>
  readPfx(
    { file: Buffer.from(pfx[name], 'base64'), password: of.password ?? pfxPassword },
    of.now ?? now,
    of.patience ?? patient,
  )

test.each([
  ['windows', pfxPassword],
  ['openssl', pfxPassword],
  ['empty', ''],
] as const)(
  'a file of %s gives its key with the certificate of that key',
  async (name, password) => {
    expect(await read(name, { password })).toMatchObject({ certificate: { sha256, keyBits: 2048 } })
  },
  patient,
)

test.each([
  ['another password', 'pfxPassword', 'not the password', () => read('windows', { password: 'password' })],
  [
    'another password, newer file',
    'pfxPassword',
    'not the password',
    () => read('openssl', { password: '' }),
  ],
  ['a key too short', 'file', 'The key has 1024 bits', () => read('small')],
  ['a key that is not RSA', 'file', 'no RSA private key', () => read('ec')],
  ['no key', 'file', 'no RSA private key', () => read('keyless')],
  [
    'a certificate that has expired',
    'file',
    'has expired',
    () => read('openssl', { now: Date.parse('2200-01-01') }),
  ],
  ['one for later', 'file', 'not valid yet', () => read('openssl', { now: Date.parse('2026-01-01') })],
  ['rounds without end', 'file', 'takes too long', () => read('slow', { password: 'x', patience: 500 })],
] as const)(
  'with %s it is refused at its field',
  async (_what, field, fault, answer) => {
    expect(await answer()).toEqual({ field, fault: expect.stringContaining(fault) as string })
  },
  patient,
)

test.each([
  ['nothing', ''],
  ['text', '-----BEGIN CERTIFICATE-----'],
  ['half a file', Buffer.from(pfx.openssl, 'base64').subarray(0, 900)],
  ['another structure', Buffer.from('3003020101', 'hex')],
  ['depth without end', Buffer.alloc(60_000, Buffer.from('3080', 'hex'))],
])(
  '%s is no PFX, and harms nothing',
  async (_what, file) => {
    const answer = await readPfx({ file: Buffer.from(file), password: 'x' }, now, patient)
    expect(answer).toMatchObject({ fault: expect.stringMatching(/no PFX file|not the password/) as string })
  },
  patient,
)
