import { Worker } from 'node:worker_threads'
import { type Certificate, readCertificate, readSigningKey } from '@postern/saml'
import { Problem } from '@postern/saml/problem'
import type { NewSigningCertificate } from './make-signing-certificate.ts'

export interface SealedPfx {
  readonly file: Uint8Array
  readonly password: string
}

/** What is in a PFX file: keys as PKCS#8, PEM; certificates as DER in base64. */
export type OpenedPfx =
  | { readonly keys: readonly string[]; readonly certificates: readonly string[] }
  | { readonly fault: 'no-pfx' | 'password' }

/** A key with its certificate, or what is wrong with the file or with the password. */
export type ReadPfx =
  | { readonly made: NewSigningCertificate; readonly certificate: Certificate }
  | { readonly field: 'file' | 'pfxPassword'; readonly fault: string }

/** Milliseconds. */
const usualPatience = 20_000
const megabytes = 128
const leastBits = 2048
const mostBits = 4096
const skew = 300_000

const said = (field: 'file' | 'pfxPassword', fault: string): ReadPfx => ({ field, fault })

/**
 * Reads a PFX (PKCS#12, RFC 7292) with a key to sign with and its certificate; others of the chain are left. Ends within twenty
 * seconds, whatever the file asks for.
 */
export async function readPfx(of: SealedPfx, now: number, patience = usualPatience): Promise<ReadPfx> {
  const opened = await open(of, patience)
  if (opened === undefined) return said('file', 'This file takes too long to open. Export it anew.')
  if ('fault' in opened) {
    return opened.fault === 'no-pfx'
      ? said(
          'file',
          'This is no PFX file. Export the certificate with its private key as PKCS#12 (.pfx, .p12).',
        )
      : said('pfxPassword', 'This is not the password of the file, or the file is damaged.')
  }
  const found = pairOf(opened)
  if (!found) {
    return said(
      'file',
      'There is no RSA private key with its certificate in this file. Export both together.',
    )
  }
  const fault = faultOf(found.certificate, now)
  return fault === undefined ? found : said('file', fault)
}

function faultOf({ keyBits, notAfter, notBefore }: Certificate, now: number): string | undefined {
  if (keyBits < leastBits || keyBits > mostBits) {
    return `The key has ${keyBits} bits. Import one of ${leastBits} to ${mostBits}.`
  }
  if (notAfter <= now) return 'The certificate has expired. Import another one.'
  if (notBefore > now + skew) return 'The certificate is not valid yet. Import it when it is.'
  return undefined
}

/** The first key with the certificate that shows its public half. */
function pairOf({ keys, certificates }: Extract<OpenedPfx, { keys: unknown }>) {
  for (const privateKey of keys) {
    for (const text of certificates) {
      const certificate = pair(privateKey, text)
      if (certificate === undefined) continue
      const { notBefore, notAfter } = certificate
      return { certificate, made: { privateKey, certificate: text, notBefore, notAfter } }
    }
  }
  return undefined
}

function pair(privateKey: string, text: string): Certificate | undefined {
  try {
    const certificate = readCertificate(text)
    readSigningKey(privateKey, certificate)
    return certificate.keyType === 'RSA' ? certificate : undefined
  } catch (error) {
    if (error instanceof Problem) return undefined
    throw error
  }
}

/** Undefined where it took too long, or more memory than it may have. */
function open(of: SealedPfx, patience: number): Promise<OpenedPfx | undefined> {
  const file = new URL(import.meta.url.replace(/pfx(\.[jt]s)$/, 'pfx-worker$1'))
  const worker = new Worker(file, {
    workerData: of,
    resourceLimits: { maxOldGenerationSizeMb: megabytes },
  })
  return new Promise((resolve) => {
    const late = setTimeout(() => void worker.terminate(), patience)
    const end = (opened?: OpenedPfx) => {
      clearTimeout(late)
      resolve(opened)
    }
    worker.once('message', end)
    // What goes wrong in there is a file that nobody can read: it is told as such, not as a fault of ours.
    worker.once('error', () => end({ fault: 'no-pfx' }))
    worker.once('exit', () => end())
  })
}
