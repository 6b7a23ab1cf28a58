import { type Tone, toneOfLife } from '@postern/kit/html'
import { believedCertificates, type Connection, type Missing, missing } from './connection.ts'
import { shownDomain } from './domains.ts'

interface Step {
  /** What is lacking, after the connection's name. */
  readonly title: string
  readonly says: string
  readonly button: string
  /** The page of the connection where it is done, or a form to send. */
  readonly at: string
}

/** What to do about each thing that keeps people from signing in. */
export const steps: Readonly<Record<Missing, Step>> = {
  metadata: {
    title: 'needs metadata',
    says: 'Give the identity provider the App ID URI. Then download its metadata and import it here.',
    button: 'Import metadata',
    at: 'setup/metadata-import',
  },
  finish: {
    title: 'is not live yet',
    says: 'Its set-up is not finished.',
    button: 'Go on with the set-up',
    at: 'setup',
  },
  signature: {
    title: 'believes no certificate yet',
    says: 'Nobody compared its signing certificate with the screen of the identity provider: until then no answer is believed.',
    button: 'Compare certificates',
    at: 'setup/signature-verification',
  },
  application: {
    title: 'leads to no application yet',
    says: 'Choose the application that people open by this connection.',
    button: 'Choose application',
    at: 'settings',
  },
  'known-domains': {
    title: 'serves tests only',
    says: 'Until a known domain is saved, nobody is let in: the identity provider may vouch for no one.',
    button: 'Enter known domains',
    at: 'known-domains',
  },
  paused: {
    title: 'is paused',
    says: 'Nobody can sign in by it until it is resumed. Nothing was deleted.',
    button: 'Resume',
    at: 'resume',
  },
}

/** The state in a word or two: first whether people can sign in, then whether they soon cannot. */
export function stateOf(connection: Connection, now: number): { word: string; tone: Tone | undefined } {
  if (connection.state === 'paused') return { word: 'Paused', tone: undefined }
  if (connection.state === 'draft') return { word: 'Draft', tone: undefined }
  if (missing(connection).length > 0) return { word: 'Not ready', tone: 'warn' }
  const until = certifiedUntil(connection) ?? 0
  if (until < now) return { word: 'Expired', tone: 'bad' }
  const tone = toneOfLife(until, now)
  return tone === 'ok' ? { word: 'Ready', tone } : { word: 'Expires soon', tone }
}

/** When the last of the certificates that it believes ends, epoch milliseconds; until one is compared, of those shown. */
export function certifiedUntil(connection: Connection): number | undefined {
  const believed = believedCertificates(connection)
  const counted = believed.length > 0 ? believed : (connection.identityProvider?.certificates ?? [])
  return counted.length > 0 ? Math.max(...counted.map(({ notAfter }) => notAfter)) : undefined
}

export const path = (connection: Connection, page = '') =>
  `/admin/connections/${connection.id}${page ? `/${page}` : ''}`

const mostInLists = 5

/** Its known domains in one line, for lists: the first of them. */
export function domainWords({ anyDomain, knownDomains }: Connection): string {
  if (anyDomain) return 'Any domain'
  const shown = knownDomains.slice(0, mostInLists).map(shownDomain).join(', ')
  const more = knownDomains.length - mostInLists
  return more > 0 ? `${shown} and ${more} more` : shown || 'No known domains'
}
