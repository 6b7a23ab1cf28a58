import type { FieldError } from '@postern/kit/html'
import { Problem } from '@postern/saml'
import type { Connection, IdentityProvider, MetadataSource } from '../connections/connection.ts'
import type { Changes } from '../connections/table.ts'
import { compareMetadata } from '../metadata/compare.ts'
import { largestMetadata } from '../metadata/fetch-metadata.ts'
import { readIdentityProvider } from '../metadata/read-identity-provider.ts'
import { requireSame } from '../metadata/taken-in.ts'
import { presetOf } from '../presets/presets.ts'
import { MetadataFields, type TypedMetadata } from './metadata-fields.tsx'
import { fieldOf, type Given, givenMetadata, isUntouched, octetsOf, tooLarge } from './metadata-source.ts'
import type { Saved, SetupStep, StepContext } from './step.ts'

/** *Metadata import*: where people are sent, and which certificates the identity provider shows. */
export const metadataImport: SetupStep = {
  id: 'metadata-import',
  label: 'Metadata import',
  lead: ({ state, preset, identityProvider }) => {
    const what = `It tells Postern where ${presetOf(preset).label} signs people in, and with which certificate.`
    if (state === 'draft' || !identityProvider) return `${what} Nothing is live before Finish.`
    return `${what} You compare it with what counts now before anything changes.`
  },
  answer: ({ identityProvider }) => identityProvider?.entityId,
  // The file, and the text and the rest of the form beside it.
  upload: {
    largest: 4 * largestMetadata,
    tooLarge: async (of) => again(of, empty, [{ id: 'file', message: tooLarge }]),
  },
  view: async ({ connection, web }) => {
    const { source } = connection.identityProvider ?? {}
    const { from = 'file', address = '', confirmedHost = '' } = source ?? {}
    const typed = { ...empty, source: from, address, host: confirmedHost }
    return <MetadataFields connection={connection} typed={typed} errors={[]} now={web.var.now} />
  },
  save: async (of, form) => {
    const { connection, web } = of
    const given = await givenMetadata(form)
    const { typed } = given
    if (isKept(connection, given)) return { changes: {} }
    const octets = await octetsOf(given)
    if (!(octets instanceof Uint8Array))
      return { ...again(of, typed, [octets]), untouched: isUntouched(given) }
    try {
      const read = readIdentityProvider(octets, { ourAddress: connection.address, now: web.var.now })
      const source = sourceOf(typed, web.var.now)
      const imported = { ...read, source }
      return {
        changes: connection.state === 'draft' ? changesOf(of, imported) : compared(connection, imported),
      }
    } catch (thrown) {
      if (!(thrown instanceof Problem)) throw thrown
      return again(of, typed, [{ id: fieldOf[typed.source], message: `${thrown.message} ${thrown.remedy}` }])
    }
  },
}

/**
 * *Next* on a step that was answered before keeps the answer. After Finish, *Save* reads the published metadata again:
 * that is what the page is opened for.
 */
function isKept({ state, identityProvider }: Connection, given: Given): boolean {
  if (!identityProvider) return false
  if (isUntouched(given)) return true
  const { source, address } = given.typed
  return state === 'draft' && source === 'address' && address === identityProvider.source?.address
}

const empty: TypedMetadata = { source: 'file', address: '', host: '', xml: '' }

function sourceOf({ source: from, address, host }: TypedMetadata, readAt: number): MetadataSource {
  if (from !== 'address') return { from, readAt }
  return { from, readAt, address, followed: true, ...(host ? { confirmedHost: host } : {}) }
}

/**
 * People sign in by this connection already: the metadata of somebody else is a mistake, and what is new waits until it
 * was compared with what counts now. So no import locks anybody out.
 */
function compared(connection: Connection, imported: IdentityProvider): Changes {
  const { identityProvider } = connection
  if (!identityProvider) return { identityProvider: imported }
  requireSame(identityProvider, imported)
  const { same } = compareMetadata(connection, imported)
  if (!same) return { pendingImport: imported }
  const { certificates } = identityProvider
  return { identityProvider: { ...imported, certificates }, pendingImport: null }
}

/** What another import said is forgotten with it: a location typed for it, certificates that it does not show. */
function changesOf({ connection }: StepContext, identityProvider: IdentityProvider): Changes {
  const shown = new Set(identityProvider.certificates.map(({ sha256 }) => sha256))
  const same = connection.identityProvider?.entityId === identityProvider.entityId
  const kept = same ? connection.verifiedCertificates.filter((sha256) => shown.has(sha256)) : []
  const reopened = same ? [] : (['name-and-sso-location', 'signature-verification'] as const)
  const setup = new Set(connection.setup).add('metadata-import')
  for (const step of reopened) setup.delete(step)
  if (kept.length < shown.size) setup.delete('signature-verification')
  return {
    identityProvider,
    verifiedCertificates: kept,
    setup: [...setup],
    ...(same ? {} : { ssoLocation: null }),
  }
}

function again({ connection, web }: StepContext, typed: TypedMetadata, errors: readonly FieldError[]) {
  const now = web.var.now
  return {
    again: <MetadataFields connection={connection} typed={typed} errors={errors} now={now} />,
    errors,
  } satisfies Saved
}
