import type { Store } from '@postern/kit/store'
import type { AuthnRequest, VerificationKey, Verified } from '@postern/saml'
import { Problem } from '@postern/saml/problem'
import { keyCredentials } from '../certificates/key-credentials.ts'
import { requestVerifications } from '../certificates/request-verification.ts'
import type { EnterpriseApplication } from '../enterprise-applications/application.ts'
import { signInProblem } from './problems.ts'

/** Signature of a request, in the place where its binding has it: the query of a Redirect, the XML of a POST. */
export interface RequestSignature<M = AuthnRequest> {
  readonly isThere: boolean
  /** Throws Problem `signature-…`. */
  readonly verify: (keys: readonly VerificationKey[]) => Verified<M>
}

/** How many certificates are tried where the request names none: those added last (entra.md 1.4). */
const tried = 2
const sha256 = ['#rsa-sha256', '#sha256']
const sha1 = ['#rsa-sha1', '#sha1']

/**
 * The request that counts: as it came where the application need not sign, else as read from the octets whose signature held.
 * Problem `AADSTS76021` where there is none, `request-signature` where it does not hold.
 */
export async function verifyRequest<M extends Pick<AuthnRequest, 'issuer'>>(
  store: Store,
  of: {
    readonly received: M
    readonly signature: RequestSignature<M>
    readonly application: EnterpriseApplication
    readonly isInstance?: boolean
  },
): Promise<M> {
  const { received, signature, application } = of
  const { isRequired, allowsSha1 } = await requestVerifications(store).of(application.id)
  if (!isRequired) return received
  const facts = { application: application.name }
  if (of.isInstance) {
    const why = 'The Login URL of one instance takes no requests of an application that has to sign them.'
    throw signInProblem('request-signature', { ...facts, why })
  }
  if (!signature.isThere) throw signInProblem('AADSTS76021', facts)
  const credentials = await keyCredentials(store, 'verify').list(application.id)
  const keys = credentials.slice(0, tried).map(({ certificate }) => certificate)
  const verified = verify(signature, keys, application)
  const allowed = allowsSha1 ? [...sha256, ...sha1] : sha256
  for (const { algorithm, digestAlgorithm } of verified.signatures) {
    const odd = [algorithm, digestAlgorithm].find(
      (uri) => uri !== undefined && !allowed.some((end) => uri.endsWith(end)),
    )
    if (odd !== undefined) {
      throw signInProblem('request-signature', { ...facts, why: `It uses ${odd}, which is not allowed.` })
    }
  }
  // The application was found by the name in the message as it came: it has to be the one that signed.
  if (verified.value.issuer?.value !== received.issuer?.value) {
    throw signInProblem('request-signature', { ...facts, why: 'It covers another Issuer.' })
  }
  return verified.value
}

function verify<M>(
  signature: RequestSignature<M>,
  keys: readonly VerificationKey[],
  { name }: EnterpriseApplication,
): Verified<M> {
  try {
    return signature.verify(keys)
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    throw signInProblem('request-signature', { application: name, why: error.message }, { cause: error })
  }
}
