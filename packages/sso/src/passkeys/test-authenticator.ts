import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto'
import type {
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/server'
import { isoCBOR } from '@simplewebauthn/server/helpers'

/** What a test bends. */
export interface Bent {
  /** Where the browser says that it was. */
  readonly origin?: string
  readonly rpId?: string
  readonly counter?: number
  readonly userVerified?: boolean
  readonly handle?: string | undefined
  readonly type?: string
}

const flags = { present: 0x01, verified: 0x04, attested: 0x40 }
const none = Buffer.alloc(16)

/** For tests: a device that holds one passkey (ES256), and the browser around it. */
export class TestAuthenticator {
  readonly credentialId = randomBytes(32).toString('base64url')
  readonly #keys = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  readonly #origin: string
  handle = ''
  counter = 0

  constructor(origin: string) {
    this.#origin = origin
  }

  /** What `navigator.credentials.create` gives, as it is sent. */
  create(options: PublicKeyCredentialCreationOptionsJSON, bent: Bent = {}): string {
    this.handle = options.user.id
    const id = Buffer.from(this.credentialId, 'base64url')
    const attested = Buffer.concat([none, Buffer.from([0, id.length]), id, coseKey(this.#keys.publicKey)])
    const authData = this.#authData(options.rp.id ?? '', bent, attested)
    const attestation = new Map<string, string | Map<never, never> | Uint8Array>([
      ['fmt', 'none'],
      ['attStmt', new Map<never, never>()],
      ['authData', new Uint8Array(authData)],
    ])
    return this.#json({
      clientDataJSON: this.#client('webauthn.create', options.challenge, bent),
      attestationObject: Buffer.from(isoCBOR.encode(attestation)).toString('base64url'),
      transports: ['internal'],
    })
  }

  /** What `navigator.credentials.get` gives, as it is sent. Counts on, unless told. */
  use(options: PublicKeyCredentialRequestOptionsJSON, bent: Bent = {}): string {
    this.counter = bent.counter ?? this.counter + 1
    const clientDataJSON = this.#client('webauthn.get', options.challenge, bent)
    const authData = this.#authData(options.rpId ?? '', { ...bent, counter: this.counter })
    const signed = Buffer.concat([authData, sha256(Buffer.from(clientDataJSON, 'base64url'))])
    return this.#json({
      clientDataJSON,
      authenticatorData: authData.toString('base64url'),
      signature: sign('sha256', signed, this.#keys.privateKey).toString('base64url'),
      userHandle: 'handle' in bent ? bent.handle : this.handle,
    })
  }

  #json(response: object): string {
    const id = this.credentialId
    return JSON.stringify({ id, rawId: id, type: 'public-key', clientExtensionResults: {}, response })
  }

  #client(type: string, challenge: string, bent: Bent): string {
    const client = {
      type: bent.type ?? type,
      challenge,
      origin: bent.origin ?? this.#origin,
      crossOrigin: false,
    }
    return Buffer.from(JSON.stringify(client)).toString('base64url')
  }

  #authData(rpId: string, bent: Bent, attested?: Buffer): Buffer {
    const verified = bent.userVerified === false ? 0 : flags.verified
    const head = Buffer.alloc(5)
    head.writeUInt8(flags.present | verified | (attested ? flags.attested : 0))
    head.writeUInt32BE(bent.counter ?? this.counter, 1)
    return Buffer.concat([sha256(Buffer.from(bent.rpId ?? rpId)), head, ...(attested ? [attested] : [])])
  }
}

const sha256 = (octets: Buffer) => createHash('sha256').update(octets).digest()

/** COSE_Key of an EC2 key (RFC 9053 7.1.1). */
function coseKey(key: KeyObject): Buffer {
  const { x = '', y = '' } = key.export({ format: 'jwk' })
  const octets = (text: string) => new Uint8Array(Buffer.from(text, 'base64url'))
  const cose = new Map<number, number | Uint8Array>([
    [1, 2],
    [3, -7],
    [-1, 1],
    [-2, octets(x)],
    [-3, octets(y)],
  ])
  return Buffer.from(isoCBOR.encode(cose))
}
