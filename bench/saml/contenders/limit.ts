import {
  constants,
  createDecipheriv,
  createPrivateKey,
  createPublicKey,
  hash,
  type KeyObject,
  privateDecrypt,
  sign,
  verify,
} from 'node:crypto'
import { writeResponse } from '@postern/saml'
import { canonicalize } from '../../../packages/saml/dist/xml/canonical.js'
import type { Element } from '../../../packages/saml/dist/xml/element.js'
import { readXml } from '../../../packages/saml/dist/xml/reader.js'
import type { Contender, Seen } from '../contender.ts'
import { makeFixture, responseToWrite } from '../fixtures.ts'
import { parties } from '../parties.ts'

const publicKey = createPublicKey(parties.idpCertificate)
const privateKey = createPrivateKey(parties.idpKey)
const spKey = createPrivateKey(parties.spKey)

/** What a signature costs at least: one digest over the octets signed, and one verification. */
interface Signed {
  readonly octets: Buffer
  readonly signedInfo: Buffer
  readonly value: Buffer
}

const all = (root: Element) => [root, ...root.descendants()]
const octetsOf = (base64: string) => Buffer.from(base64, 'base64')
const textOf = (root: Element, name: string, at = 0) =>
  all(root)
    .filter((element) => element.name === name)
    [at]?.text() ?? ''

function signedParts(xml: string): readonly Signed[] {
  const { root } = readXml(Buffer.from(xml, 'utf8'))
  return all(root)
    .filter((element) => element.name === 'Signature')
    .map((signature) => {
      const [signedInfo, value] = signature.children()
      const parent = all(root).find((one) => one.children().some((child) => child.row === signature.row))
      if (signedInfo === undefined || value === undefined || parent === undefined) throw Error('no signature')
      return {
        octets: canonicalize(parent, signature),
        signedInfo: canonicalize(signedInfo),
        value: octetsOf(value.text()),
      }
    })
}

function check(parts: readonly Signed[], key: KeyObject): void {
  for (const { octets, signedInfo, value } of parts) {
    hash('sha256', octets, 'base64')
    if (!verify('sha256', signedInfo, key, value)) throw Error('the limit does not verify')
  }
}

/** RSA-OAEP and AES-GCM of the one encrypted assertion. */
function decryption(xml: string): () => Buffer {
  const { root } = readXml(Buffer.from(xml, 'utf8'))
  const [wrapped, sealed] = [
    octetsOf(textOf(root, 'CipherValue', 0)),
    octetsOf(textOf(root, 'CipherValue', 1)),
  ]
  const padding = constants.RSA_PKCS1_OAEP_PADDING
  return () => {
    const key = privateDecrypt({ key: spKey, padding, oaepHash: 'sha1' }, wrapped)
    const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, 12), { authTagLength: 16 })
    decipher.setAuthTag(sealed.subarray(-16))
    return Buffer.concat([decipher.update(sealed.subarray(12, -16)), decipher.final()])
  }
}

const nothing: Seen = { nameId: parties.nameId, groups: -1 }

/** The speed of light: what `node:crypto` alone takes over the same octets, with keys that are parsed already. */
export const limit: Contender = {
  name: 'limit',
  validator(fixture) {
    const { xml } = makeFixture(fixture, Date.now())
    if (fixture !== 'enc-gcm') {
      const parts = signedParts(xml)
      return () => {
        check(parts, publicKey)
        return nothing
      }
    }
    const decrypt = decryption(xml)
    const parts = signedParts(decrypt().toString('utf8'))
    return () => {
      decrypt()
      check(parts, publicKey)
      return nothing
    }
  },
  issuer: () => {
    const [part] = signedParts(writeResponse(responseToWrite(20, 'assertion', Date.now())))
    if (part === undefined) throw Error('no signature')
    return () => {
      hash('sha256', part.octets, 'base64')
      return sign('sha256', part.signedInfo, privateKey).toString('base64')
    }
  },
}
