import type { Problem } from '@postern/saml/problem'
import { type ClientData, readNew, readUse } from './answer.ts'
import type { Ceremony, Challenges } from './challenges.ts'
import { algorithms } from './options.ts'
import type { Passkey } from './passkey.ts'
import { passkeyProblem } from './problems.ts'
import type { RelyingParty } from './relying-party.ts'
import type { Passkeys } from './store.ts'

/** What an answer is judged by. */
export interface Asked {
  readonly relyingParty: RelyingParty
  readonly ceremony: Ceremony
  readonly challenges: Challenges
  readonly passkeys: Passkeys
  /** Epoch milliseconds. */
  readonly now: number
}

export type NewCredential = Pick<Passkey, 'credentialId' | 'publicKey' | 'counter' | 'transports' | 'synced'>

/** The credential of a new passkey (WebAuthn 7.1), or why it is none. */
export async function judgeNew(sent: string, asked: Asked): Promise<NewCredential | Problem> {
  const answer = readNew(sent)
  if (!answer) return passkeyProblem('passkey-unsent', {})
  const refused = await judgeClient(answer.client, asked)
  if (refused) return refused
  const { verifyRegistrationResponse } = await library()
  const verified = await verifyRegistrationResponse({
    response: answer.credential,
    ...expected(asked, answer.client),
    supportedAlgorithmIDs: [...algorithms],
  }).catch(wrong)
  if (verified instanceof Error) return verified
  if (!verified.verified) return wrong(new Error('the attestation does not verify'))
  const { credential, credentialDeviceType } = verified.registrationInfo
  return {
    credentialId: credential.id,
    publicKey: Buffer.from(credential.publicKey).toString('base64url'),
    counter: credential.counter,
    transports: answer.credential.response.transports ?? [],
    synced: credentialDeviceType === 'multiDevice',
  }
}

/**
 * The passkey that was used (WebAuthn 7.2), or why it does not count: `owner` names whose it must be; where nobody is known
 * yet, the user handle that the authenticator gives must be that of the passkey's owner.
 */
export async function judgeUse(
  sent: string,
  asked: Asked,
  owner: string | undefined,
): Promise<Passkey | Problem> {
  const answer = readUse(sent)
  if (!answer) return passkeyProblem('passkey-unsent', {})
  const refused = await judgeClient(answer.client, asked)
  if (refused) return refused
  const { credential } = answer
  const known = await asked.passkeys.findByCredential(credential.id)
  if (!known || !(await isOf(known, owner, credential.response.userHandle, asked.passkeys)))
    return passkeyProblem('passkey-unknown', {})
  const { verifyAuthenticationResponse } = await library()
  const verified = await verifyAuthenticationResponse({
    response: credential,
    ...expected(asked, answer.client),
    // The counter is judged below: the library does it before it looks at the signature, which anybody could make up.
    credential: { id: known.credentialId, publicKey: Buffer.from(known.publicKey, 'base64url'), counter: 0 },
  }).catch(wrong)
  if (verified instanceof Error) return verified
  if (!verified.verified) return wrong(new Error('the signature does not verify'))
  const { newCounter } = verified.authenticationInfo
  if (!(await asked.passkeys.used(known, newCounter, asked.now)))
    return passkeyProblem('passkey-counter', { kept: known.counter, came: newCounter })
  return { ...known, counter: newCounter, lastUsedAt: asked.now }
}

/** Where it was used, and whether we asked and it was not answered yet. The type of the answer is judged by the library. */
async function judgeClient(
  { origin, challenge }: ClientData,
  { relyingParty, ceremony, challenges, now }: Asked,
): Promise<Problem | undefined> {
  if (origin !== relyingParty.origin)
    return passkeyProblem('passkey-origin', { origin: origin.slice(0, 200), expected: relyingParty.origin })
  return challenges.spend(challenge, ceremony, now)
}

async function isOf(
  passkey: Passkey,
  owner: string | undefined,
  handle: string | undefined,
  passkeys: Passkeys,
): Promise<boolean> {
  if (owner !== undefined && passkey.owner !== owner) return false
  if (handle === undefined || handle === '') return owner !== undefined
  return handle === (await passkeys.handleOf(passkey.owner))
}

const expected = ({ relyingParty }: Asked, client: ClientData) => ({
  expectedChallenge: client.challenge,
  expectedOrigin: relyingParty.origin,
  expectedRPID: relyingParty.id,
  requireUserVerification: true,
})

const wrong = (cause: unknown): Problem =>
  passkeyProblem(
    'passkey-wrong',
    { why: cause instanceof Error ? cause.message.slice(0, 200) : 'unknown' },
    { cause },
  )

/** Loaded when the first passkey is judged: it brings readers of certificates along, a third of a second of a start. */
const library = () => import('@simplewebauthn/server')
