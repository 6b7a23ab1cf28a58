import type { Connection, Missing } from './connection.ts'

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
    title: 'needs the metadata of its identity provider',
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

export function stateOf(connection: Connection, lacks: readonly Missing[]) {
  if (connection.state === 'paused') return { word: 'Paused', tone: undefined }
  if (connection.state === 'draft') return { word: 'Draft', tone: undefined }
  return lacks.length > 0
    ? ({ word: 'Not ready', tone: 'warn' } as const)
    : ({ word: 'Ready', tone: 'ok' } as const)
}

export const path = (connection: Connection, page = '') =>
  `/admin/connections/${connection.id}${page ? `/${page}` : ''}`
