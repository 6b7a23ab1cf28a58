import { generateKeyPairSync, sign } from 'node:crypto'
import { readCertificate, readSigningKey, type SigningKey } from '@postern/saml'

const der = (tag: number, ...parts: readonly Uint8Array[]): Buffer => {
  const content = Buffer.concat(parts)
  const short = content.length < 128
  const length = short ? [content.length] : [0x82, content.length >> 8, content.length & 255]
  return Buffer.concat([Buffer.from([tag, ...length]), content])
}
const sequence = (...parts: readonly Uint8Array[]) => der(0x30, ...parts)
const time = (at: number) =>
  der(0x17, Buffer.from(`${new Date(at).toISOString().replace(/\D/g, '').slice(2, 14)}Z`))

/** For tests: a new key of an identity provider, with a self-signed certificate valid from `from` for three years. */
export function testSigningKey(commonName: string, from: number): SigningKey {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const rsaSha256 = sequence(Buffer.from('06092a864886f70d01010b0500', 'hex'))
  const name = sequence(
    der(0x31, sequence(Buffer.from('0603550403', 'hex'), der(0x0c, Buffer.from(commonName)))),
  )
  const body = sequence(
    der(0xa0, Buffer.from('020102', 'hex')),
    Buffer.from('020101', 'hex'),
    rsaSha256,
    name,
    sequence(time(from), time(from + 3 * 365 * 86_400_000)),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
  )
  const signature = sign('sha256', body, privateKey)
  const certificate = sequence(body, rsaSha256, der(0x03, Buffer.from([0]), signature))
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' })
  return readSigningKey(pem.toString(), readCertificate(certificate))
}
