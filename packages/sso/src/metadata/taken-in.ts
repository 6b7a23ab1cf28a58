import { believedCertificates, type Connection, type IdentityProvider } from '../connections/connection.ts'
import type { Changes } from '../connections/table.ts'
import { metadataProblem } from './metadata-problems.ts'

/** More than anybody rolls over with; a list that grows by every refresh has an end. */
const mostKept = 20

/**
 * What follows from metadata that was read anew at the address that a connection follows.
 *
 * A certificate that was not shown there before is believed beside the old ones, because an administrator compared one
 * from this very address; where none was compared yet, nothing is. One that was shown and left unticked stays so. One
 * that is believed and has disappeared stays until it is unticked or has expired, so that a half-published file locks
 * nobody out. Problem `metadata-of-another`.
 */
export function takenIn(connection: Connection, read: IdentityProvider, now: number): Changes {
  const before = connection.identityProvider
  requireSame(before, read)
  const shown = new Set(before?.certificates.map(({ sha256 }) => sha256))
  const believed = believedCertificates(connection)
  const fresh = believed.length > 0 ? read.certificates.filter(({ sha256 }) => !shown.has(sha256)) : []
  const published = new Set(read.certificates.map(({ sha256 }) => sha256))
  const gone = believed.filter(({ sha256 }) => !published.has(sha256))
  const living = gone.filter(({ notAfter }) => notAfter >= now).slice(0, mostKept)
  const certificates = [...read.certificates, ...living]
  const kept = new Set(certificates.map(({ sha256 }) => sha256))
  const verified = [...believed, ...fresh].map(({ sha256 }) => sha256).filter((sha256) => kept.has(sha256))
  return { identityProvider: { ...read, certificates }, verifiedCertificates: verified }
}

/** People sign in by this connection already: the metadata of somebody else is a mistake and changes nothing. */
export function requireSame(before: IdentityProvider | undefined, read: IdentityProvider): void {
  const expected = before?.entityId ?? read.entityId
  if (read.entityId !== expected)
    throw metadataProblem('metadata-of-another', { entityId: read.entityId, expected })
}
