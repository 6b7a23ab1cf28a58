import { readFileSync } from 'node:fs'
import { readDecryptionKey } from '../encryption/decrypt.ts'
import { readSigningKey } from '../signature/signing-key.ts'

const folder = new URL('../../testdata/keys/', import.meta.url)
const text = (name: string) => readFileSync(new URL(name, folder), 'utf8')
const pair = (name: string) => readSigningKey(text(`${name}.key`), text(`${name}.crt`))

/** The key pairs of the tests; `idp` is the one that is trusted. */
export const keys = {
  idp: pair('idp'),
  other: pair('other'),
  short: pair('short'),
  ec: pair('ec'),
  sp: pair('sp'),
}
export const trusted = [keys.idp.certificate]
export const decryptionKey = readDecryptionKey(text('sp.key'))
export const pem = text
