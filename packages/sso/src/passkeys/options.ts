import type {
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/server'
import { challengeLasts } from './challenges.ts'
import type { Passkey } from './passkey.ts'
import type { RelyingParty } from './relying-party.ts'

/** EdDSA, ES256, RS256 (RFC 9053, RFC 8812), in the order in which they are liked. */
export const algorithms: readonly number[] = [-8, -7, -257]

/** What a browser is asked for a new passkey (WebAuthn 5.4): one that is found without a user name and knows its owner. */
export function creationOptions(of: {
  readonly relyingParty: RelyingParty
  readonly challenge: string
  readonly userName: string
  readonly handle: string
  /** Those that there are: no device gets a second one. */
  readonly known: readonly Passkey[]
}): PublicKeyCredentialCreationOptionsJSON {
  return {
    rp: { id: of.relyingParty.id, name: 'Postern' },
    user: { id: of.handle, name: of.userName, displayName: of.userName },
    challenge: of.challenge,
    pubKeyCredParams: algorithms.map((alg) => ({ type: 'public-key', alg })),
    timeout: challengeLasts,
    excludeCredentials: of.known.map(named),
    authenticatorSelection: {
      residentKey: 'required',
      requireResidentKey: true,
      userVerification: 'required',
    },
    // Who made the device is not asked: nothing here depends on it, and it tells devices apart.
    attestation: 'none',
  }
}

/** What a browser is asked for the use of one (WebAuthn 5.5): one of `known`, or whichever it has where that is not told. */
export function requestOptions(of: {
  readonly relyingParty: RelyingParty
  readonly challenge: string
  readonly known: readonly Passkey[] | undefined
}): PublicKeyCredentialRequestOptionsJSON {
  return {
    rpId: of.relyingParty.id,
    challenge: of.challenge,
    timeout: challengeLasts,
    userVerification: 'required',
    ...(of.known ? { allowCredentials: of.known.map(named) } : {}),
  }
}

const named = ({ credentialId, transports }: Passkey) => ({
  type: 'public-key' as const,
  id: credentialId,
  transports: [...transports],
})
