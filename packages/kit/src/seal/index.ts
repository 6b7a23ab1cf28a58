import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'

/** Keeps secrets at rest: AES-256-GCM, a fresh nonce each time, bound to the place (`purpose`) where the value lives. */
export interface Seal {
  close(text: string, purpose: string): string
  open(sealed: string, purpose: string): string
  /** A tag over `text` that only this key makes (HMAC-SHA-256, base64url). */
  tag(text: string, purpose: string): string
}

export function sealWith(key: Buffer): Seal {
  return {
    close(text, purpose) {
      const nonce = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(purpose))
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      return `1.${Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64url')}`
    },
    open(sealed, purpose) {
      if (!sealed.startsWith('1.')) throw new Error('sealed by a version this one does not know')
      const octets = Buffer.from(sealed.slice(2), 'base64url')
      const decipher = createDecipheriv('aes-256-gcm', key, octets.subarray(0, 12), { authTagLength: 16 })
      decipher.setAAD(Buffer.from(purpose)).setAuthTag(octets.subarray(12, 28))
      return Buffer.concat([decipher.update(octets.subarray(28)), decipher.final()]).toString('utf8')
    },
    tag: (text, purpose) => createHmac('sha256', key).update(`${purpose}\n${text}`).digest('base64url'),
  }
}

/** Reads the key file, or makes it (mode 600) at the first start. `wx` lets exactly one of two starts make it. */
export function sealFromFile(file: string): Seal {
  try {
    writeFileSync(file, `${randomBytes(32).toString('base64')}\n`, { mode: 0o600, flag: 'wx', flush: true })
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  }
  const key = Buffer.from(readFileSync(file, 'utf8').trim(), 'base64')
  if (key.length !== 32) throw new Error(`${file} does not hold a key of 32 octets in base64`)
  return sealWith(key)
}
