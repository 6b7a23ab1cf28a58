import { createHash } from 'node:crypto'
import { Problem } from '@postern/saml'
import type { JudgedCheck } from '../activity/activity.ts'
import { believedCertificates, type Connection } from '../connections/connection.ts'
import type { Posted } from './posted.ts'
import { signInProblem } from './problems.ts'

const unknownKey = new Set(['signature-value', 'signature-value-form', 'signature-key-type'])

/** No certificate that is believed made the signature. */
export const isUnknownKey = (thrown: unknown): thrown is Problem =>
  thrown instanceof Problem && unknownKey.has(thrown.code)

/** The refusal to tell: where all that is believed has expired, the next certificate was not taken in. */
export function unknownKeyProblem(thrown: Problem, connection: Connection, now: number): Problem {
  const believed = believedCertificates(connection)
  const ended = Math.max(...believed.map(({ notAfter }) => notAfter))
  if (believed.length === 0 || ended >= now) return thrown
  const facts = { connection: connection.name, ended: new Date(ended).toISOString().slice(0, 10) }
  return signInProblem('certificate-expired', facts, { cause: thrown })
}

/**
 * What differs, for an administrator to compare with the screen of the identity provider: the certificates that are
 * believed, and the one that the answer shows. The latter is told and never used: whoever forges an answer chooses it.
 */
export function unknownKeyCheck({ code }: Problem, connection: Connection, posted: Posted): JudgedCheck {
  const believed = believedCertificates(connection).map(({ sha256 }) => fingerprint(sha256))
  const shown = shownCertificate(posted.octets)
  return {
    code,
    clause: 'SAML Core 5.4',
    verdict: 'refused',
    expected: `a certificate with SHA-256 ${believed.join(' or ')}`,
    received: shown
      ? `a certificate with SHA-256 ${fingerprint(shown)} (shown by the answer, not verified)`
      : 'no certificate is shown by the answer',
  }
}

const fingerprint = (sha256: string) => (sha256.match(/.{1,8}/g) ?? []).join(' ').toUpperCase()

function shownCertificate(octets: Uint8Array): string | undefined {
  const text = Buffer.from(octets).toString('latin1')
  const base64 = /<(?:[\w-]{1,20}:)?X509Certificate>([A-Za-z0-9+/=\s]{1,20000})</.exec(text)?.[1]
  return base64 && createHash('sha256').update(Buffer.from(base64, 'base64')).digest('hex')
}
