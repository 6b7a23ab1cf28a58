import { type Tone, toneOfLife } from '@postern/kit/html'
import { type Connection, type Missing, missing } from './connection.ts'

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
    says: 'First give the identity provider the App ID URI below. Then download its metadata and import it here.',
    button: 'Import metadata',
    at: 'metadata',
  },
  finish: {
    title: 'is not live yet',
    says: 'Compare what the metadata said with the screen of the identity provider. Then finish the set-up.',
    button: 'Finish',
    at: 'finish',
  },
  application: {
    title: 'leads to no application yet',
    says: 'Choose the application that people open by this connection.',
    button: 'Choose application',
    at: 'settings',
  },
  'known-domains': {
    title: 'has no known domains yet',
    says: 'Until a domain is saved, nobody can sign in: the identity provider may vouch for no one.',
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

/** When the last of its certificates ends, epoch milliseconds. */
export function certifiedUntil({ identityProvider }: Connection): number | undefined {
  return identityProvider && Math.max(...identityProvider.certificates.map(({ notAfter }) => notAfter))
}

export const path = (connection: Connection, page = '') =>
  `/admin/connections/${connection.id}${page ? `/${page}` : ''}`
