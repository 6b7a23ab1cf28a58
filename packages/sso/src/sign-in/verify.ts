import { type DecryptionKey, type Response, type Verified, verifyResponse } from '@postern/saml'
import { signatureNotVerified, signatureVerified } from '../activity/moments.tsx'
import type { Recorder } from '../activity/recorder.ts'
import { believedCertificates, type Connection, type TestableConnection } from '../connections/connection.ts'
import type { SignInPorts } from './ports.ts'
import type { Posted } from './posted.ts'
import { isUnknownKey, unknownKeyCheck, unknownKeyProblem } from './unknown-key.ts'

/**
 * Verifies an answer with the certificates that are believed. Where none of them made the signature, the published
 * metadata is read again: an identity provider may sign with its next key a minute after it published it. The
 * certificate that comes with the answer itself is never looked at.
 */
export async function verify(
  posted: Posted,
  connection: TestableConnection,
  { refresh, requestKeys }: Pick<SignInPorts, 'refresh' | 'requestKeys'>,
  record: Recorder,
  now: number,
): Promise<Verified<Response>> {
  const decryptionKeys = await requestKeys.decryption()
  try {
    try {
      return verifyWith(posted, connection, decryptionKeys, record)
    } catch (thrown) {
      const renewed = isUnknownKey(thrown) ? await refresh.forUnknownKey(connection) : undefined
      if (!renewed) throw thrown
      record.note('Metadata read again', 'The answer was signed with a key that was not known yet')
      return verifyWith(posted, renewed, decryptionKeys, record)
    }
  } catch (thrown) {
    const problem = isUnknownKey(thrown) ? unknownKeyProblem(thrown, connection, now) : undefined
    if (problem) record.judged([unknownKeyCheck(problem, connection, posted)])
    const told = problem ?? thrown
    record.note(signatureNotVerified, told instanceof Error ? told.message : undefined, 'bad')
    throw told
  }
}

function verifyWith(
  posted: Posted,
  connection: Connection,
  decryptionKeys: readonly DecryptionKey[],
  record: Recorder,
): Verified<Response> {
  const cbc = connection.legacy.includes('cbc')
  const verified = verifyResponse(posted.octets, believedCertificates(connection), { cbc, decryptionKeys })
  const [signature] = verified.signatures
  const person = verified.value.assertion.nameId?.value
  record.know(person ? { person } : {})
  record.note(
    signatureVerified,
    signature && `${signature.algorithm.split(/[#/]/).at(-1)}, over the ${signature.covers}`,
  )
  return verified
}
