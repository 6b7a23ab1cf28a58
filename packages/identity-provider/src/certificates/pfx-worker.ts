import { createPrivateKey } from 'node:crypto'
import { parentPort, workerData } from 'node:worker_threads'
import forge from 'node-forge'
import type { OpenedPfx, SealedPfx } from './pfx.ts'

/*
 * Opens one PFX file and ends. In a thread of its own, because the file itself says how long its password is stretched, and in
 * JavaScript, because the OpenSSL of Node gives no key out of such a file and refuses the ciphers that Windows still writes.
 */

const { keyBag, pkcs8ShroudedKeyBag, certBag } = forge.pki.oids

/*
 * PBES2 stretches the UTF-8 octets of a password (RFC 8018 3), of which the library takes the low octet of each letter only; the
 * older scheme, which it does itself, takes UTF-16.
 */
const { pbkdf2 } = forge.pkcs5
Object.assign(forge.pkcs5, {
  pbkdf2: (password: string, salt: string, rounds: number, length: number, md: forge.md.MessageDigest) =>
    pbkdf2(forge.util.encodeUtf8(password), salt, rounds, length, md),
})

function open({ file, password }: SealedPfx): OpenedPfx {
  const parsed = parse(file)
  if (parsed === undefined) return { fault: 'no-pfx' }
  const opened = unlock(parsed, password)
  if (opened === undefined) return { fault: 'password' }
  const bags = opened.safeContents.flatMap(({ safeBags }) => safeBags)
  const keys = bags.flatMap(({ type, key }) =>
    key && (type === keyBag || type === pkcs8ShroudedKeyBag) ? [pem(key)] : [],
  )
  const certificates = bags.flatMap(({ type, cert }) => (cert && type === certBag ? [der(cert)] : []))
  return { keys, certificates }
}

function parse(file: Uint8Array): forge.asn1.Asn1 | undefined {
  try {
    return forge.asn1.fromDer(forge.util.createBuffer(Buffer.from(file).toString('binary')))
  } catch {
    return undefined
  }
}

/** Undefined where the password does not fit. A file made with none may be locked with an empty one. */
function unlock(parsed: forge.asn1.Asn1, password: string): forge.pkcs12.Pkcs12Pfx | undefined {
  try {
    return forge.pkcs12.pkcs12FromAsn1(parsed, password)
  } catch {
    return undefined
  }
}

function pem(key: forge.pki.PrivateKey): string {
  const octets = forge.asn1.toDer(forge.pki.wrapRsaPrivateKey(forge.pki.privateKeyToAsn1(key))).getBytes()
  const read = createPrivateKey({ key: Buffer.from(octets, 'binary'), format: 'der', type: 'pkcs8' })
  return read.export({ format: 'pem', type: 'pkcs8' }).toString()
}

const der = (certificate: forge.pki.Certificate): string =>
  Buffer.from(forge.asn1.toDer(forge.pki.certificateToAsn1(certificate)).getBytes(), 'binary').toString(
    'base64',
  )

parentPort?.postMessage(open(workerData as SealedPfx))
