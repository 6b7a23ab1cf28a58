import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server'

/** What the browser itself says about a ceremony (CollectedClientData, WebAuthn 5.8.1); the signature covers it. */
export interface ClientData {
  readonly challenge: string
  readonly origin: string
}

/** An answer as it came: nothing in it is believed yet. */
export interface Answer<R> {
  readonly credential: R
  readonly client: ClientData
}

/** The answer with a new passkey. Undefined where it is none. */
export const readNew = (sent: string): Answer<RegistrationResponseJSON> | undefined =>
  read(sent, (response) => {
    const { clientDataJSON, attestationObject, transports } = response
    return {
      clientDataJSON: text(clientDataJSON),
      attestationObject: text(attestationObject),
      transports: Array.isArray(transports) ? transports.filter(isTransport).slice(0, 8) : [],
    }
  })

/** The answer with the use of a passkey. Undefined where it is none. */
export const readUse = (sent: string): Answer<AuthenticationResponseJSON> | undefined =>
  read(sent, (response) => {
    const { clientDataJSON, authenticatorData, signature, userHandle } = response
    return {
      clientDataJSON: text(clientDataJSON),
      authenticatorData: text(authenticatorData),
      signature: text(signature),
      ...(userHandle === undefined ? {} : { userHandle: text(userHandle) }),
    }
  })

type Fields = Readonly<Record<string, unknown>>

function read<P extends { clientDataJSON: string }>(sent: string, pick: (response: Fields) => P) {
  const all = fields(parsed(sent))
  const response = pick(fields(all.response))
  const client = fields(parsed(Buffer.from(response.clientDataJSON, 'base64url').toString('utf8')))
  const id = text(all.id)
  if (id === '' || client.challenge === undefined) return undefined
  return {
    credential: {
      id,
      rawId: text(all.rawId),
      type: 'public-key' as const,
      clientExtensionResults: {},
      response,
    },
    client: {
      challenge: text(client.challenge),
      origin: text(client.origin),
    },
  }
}

const text = (of: unknown): string => (typeof of === 'string' ? of : '')
const isTransport = (of: unknown): of is 'usb' => typeof of === 'string' && /^[a-z-]{1,20}$/.test(of)
const fields = (of: unknown): Fields => (typeof of === 'object' && of !== null ? { ...of } : {})

function parsed(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    return undefined
  }
}
