import { type Certificate, certificateBase64, type Legacy, readCertificate } from '@postern/saml'
import { applicationId } from '../applications/application.ts'
import { type Choices, usualChoices } from './choices.ts'
import { type Connection, connectionId, type IdentityProvider, type Refresh } from './connection.ts'

export interface Row {
  id: string
  name: string
  name_key: string
  state: Connection['state']
  address: string
  preset: string
  edition: Connection['edition']
  setup: string
  application_id: string | null
  sso_location: string | null
  verified_certificates: string
  any_domain: number
  identity_provider: string | null
  pending_import: string | null
  reached_at: number | null
  reached_from: string | null
  refresh_tried_at: number
  /** Null while one is under way. */
  refresh_ended_at: number | null
  refresh_failing_since: number | null
  refresh_why: string | null
  accounts: string
  known_domains: string
  unsolicited: number
  clock_skew_seconds: number
  legacy: string
  choices: string
  created_at: number
}

/** How an identity provider stands in its JSON column: certificates as base64 DER. */
type StoredIdentityProvider = Omit<IdentityProvider, 'certificates'> & {
  readonly certificates: readonly string[]
}

/** Names are compared without case. */
export const keyOf = (name: string) => name.normalize('NFKC').toLowerCase()

export const storedText = (provider: IdentityProvider): string => {
  const stored: StoredIdentityProvider = {
    ...provider,
    certificates: provider.certificates.map(certificateBase64),
  }
  return JSON.stringify(stored)
}

/** What may change in a connection. Null takes away. */
export type Changes = Partial<
  Omit<
    Connection,
    'id' | 'address' | 'createdAt' | 'refresh' | 'reached' | 'pendingImport' | 'applicationId' | 'ssoLocation'
  >
> & {
  readonly applicationId?: Connection['applicationId'] | null
  readonly ssoLocation?: string | null
  readonly pendingImport?: IdentityProvider | null
}

/** The columns of what is changed and no others, so that two administrators do not undo each other's work. */
export function columnsOf(of: Changes): Partial<Row> {
  return {
    ...(of.name === undefined ? {} : { name: of.name, name_key: keyOf(of.name) }),
    ...(of.state === undefined ? {} : { state: of.state }),
    ...(of.preset === undefined ? {} : { preset: of.preset }),
    ...(of.edition === undefined ? {} : { edition: of.edition }),
    ...(of.setup === undefined ? {} : { setup: JSON.stringify(of.setup) }),
    ...(of.ssoLocation === undefined ? {} : { sso_location: of.ssoLocation }),
    ...(of.verifiedCertificates === undefined
      ? {}
      : { verified_certificates: JSON.stringify(of.verifiedCertificates) }),
    ...(of.anyDomain === undefined ? {} : { any_domain: of.anyDomain ? 1 : 0 }),
    ...(of.applicationId === undefined ? {} : { application_id: of.applicationId }),
    ...(of.identityProvider === undefined ? {} : readAnew(of.identityProvider)),
    ...(of.pendingImport === undefined
      ? {}
      : { pending_import: of.pendingImport && storedText(of.pendingImport) }),
    ...(of.accounts === undefined ? {} : { accounts: JSON.stringify(of.accounts) }),
    ...(of.knownDomains === undefined ? {} : { known_domains: JSON.stringify(of.knownDomains) }),
    ...(of.unsolicited === undefined ? {} : { unsolicited: of.unsolicited ? 1 : 0 }),
    ...(of.clockSkewSeconds === undefined ? {} : { clock_skew_seconds: of.clockSkewSeconds }),
    ...(of.legacy === undefined ? {} : { legacy: JSON.stringify(of.legacy) }),
    ...(of.choices === undefined ? {} : { choices: JSON.stringify(of.choices) }),
  }
}

/** What was read is good: whatever failed before is over. */
const readAnew = (provider: IdentityProvider) => ({
  identity_provider: storedText(provider),
  refresh_failing_since: null,
  refresh_why: null,
})

export function write(of: Connection): Row {
  return {
    id: of.id,
    name: of.name,
    name_key: keyOf(of.name),
    state: of.state,
    address: of.address,
    preset: of.preset,
    edition: of.edition,
    setup: JSON.stringify(of.setup),
    application_id: of.applicationId ?? null,
    sso_location: of.ssoLocation ?? null,
    verified_certificates: JSON.stringify(of.verifiedCertificates),
    any_domain: of.anyDomain ? 1 : 0,
    identity_provider: of.identityProvider ? storedText(of.identityProvider) : null,
    reached_at: of.reached?.at ?? null,
    reached_from: of.reached?.from ?? null,
    pending_import: of.pendingImport ? storedText(of.pendingImport) : null,
    refresh_tried_at: of.refresh?.triedAt ?? 0,
    refresh_ended_at: null,
    refresh_failing_since: of.refresh?.failing?.since ?? null,
    refresh_why: of.refresh?.failing?.why ?? null,
    accounts: JSON.stringify(of.accounts),
    known_domains: JSON.stringify(of.knownDomains),
    unsolicited: of.unsolicited ? 1 : 0,
    clock_skew_seconds: of.clockSkewSeconds,
    legacy: JSON.stringify(of.legacy),
    choices: JSON.stringify(of.choices),
    created_at: of.createdAt,
  }
}

export function read(row: Row): Connection {
  const accounts: Connection['accounts'] = JSON.parse(row.accounts)
  const knownDomains: readonly string[] = JSON.parse(row.known_domains)
  const legacy: readonly Legacy[] = JSON.parse(row.legacy)
  const choices: Partial<Choices> = JSON.parse(row.choices)
  const setup: Connection['setup'] = JSON.parse(row.setup)
  const verifiedCertificates: readonly string[] = JSON.parse(row.verified_certificates)
  return {
    id: connectionId(row.id),
    name: row.name,
    state: row.state,
    address: row.address,
    preset: row.preset,
    edition: row.edition,
    setup,
    verifiedCertificates,
    ...(row.sso_location ? { ssoLocation: row.sso_location } : {}),
    ...(row.application_id ? { applicationId: applicationId(row.application_id) } : {}),
    ...(row.identity_provider ? { identityProvider: readProvider(row.identity_provider) } : {}),
    ...(row.reached_at === null ? {} : { reached: { at: row.reached_at, from: row.reached_from ?? '' } }),
    ...(row.pending_import ? { pendingImport: readProvider(row.pending_import) } : {}),
    ...(row.refresh_tried_at > 0 ? { refresh: readRefresh(row) } : {}),
    accounts,
    knownDomains,
    anyDomain: row.any_domain === 1,
    unsolicited: row.unsolicited === 1,
    clockSkewSeconds: row.clock_skew_seconds,
    legacy,
    choices: { ...usualChoices, ...choices },
    createdAt: row.created_at,
  }
}

function readRefresh(row: Row): Refresh {
  const { refresh_tried_at: triedAt, refresh_failing_since: since, refresh_why: why } = row
  return { triedAt, ...(since === null ? {} : { failing: { since, why: why ?? '' } }) }
}

function readProvider(text: string): IdentityProvider {
  const stored: StoredIdentityProvider = JSON.parse(text)
  return { ...stored, certificates: stored.certificates.map(parsed) }
}

/** Certificates by their own text: parsed once, and the same on every node, so that nothing has to be invalidated. */
const known = new Map<string, Certificate>()
const mostKnown = 5_000

function parsed(text: string): Certificate {
  const before = known.get(text)
  if (before) return before
  const certificate = readCertificate(text)
  if (known.size >= mostKnown) known.clear()
  known.set(text, certificate)
  return certificate
}
