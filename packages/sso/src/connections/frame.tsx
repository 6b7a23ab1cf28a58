import { Head, type SideGroup, Toast } from '@postern/kit/html'
import type { Web } from '@postern/kit/http'
import type { Child } from 'hono/jsx'
import { Shell } from '../administrators/shell.tsx'
import type { Connection } from './connection.ts'
import { State } from './list-page.tsx'
import { path } from './words.ts'

/** The pages of a connection whose set-up is finished: the left panel. */
const pages = [
  { label: 'Overview', page: '', icon: 'information' },
  { label: 'Metadata import', page: 'setup/metadata-import', icon: 'file' },
  { label: 'Name and SSO location', page: 'setup/name-and-sso-location', icon: 'door' },
  { label: 'Signature verification', page: 'setup/signature-verification', icon: 'key' },
  { label: 'Bitbucket user accounts', page: 'setup/bitbucket-user-accounts', icon: 'person' },
  { label: 'Attribute mapping', page: 'attributes', icon: 'list' },
  { label: 'Finding accounts', page: 'finding', icon: 'search' },
  { label: 'Managed groups', page: 'managed-groups', icon: 'people' },
  { label: 'Known domains', page: 'known-domains', icon: 'mail' },
  { label: 'Test sign-in', page: 'test', icon: 'check' },
  { label: 'Settings', page: 'settings', icon: 'settings' },
] as const

/** What `?done=` may say on the page that confirms. */
const confirmations: Readonly<Record<string, string>> = {
  imported: 'The metadata is taken in.',
  same: 'The metadata says the same as before. Nothing is changed.',
  discarded: 'The import is discarded. Nothing is changed.',
  refreshed: 'The metadata is refreshed.',
  saved: 'Changes are saved.',
  finished: 'The set-up is finished.',
  paused: 'The connection is paused. Nobody can sign in by it.',
  resumed: 'The connection is resumed.',
}

export interface ConnectionFrameProps {
  readonly web: Web
  readonly connection: Connection
  /** Path of the open page below the connection; '' is the overview. */
  readonly page: string
  readonly title: string
  readonly lead?: Child
  readonly children?: Child
}

/** The frame of every page of one connection. */
export function ConnectionFrame({ web, connection, page, title, lead, children }: ConnectionFrameProps) {
  const draft = connection.state === 'draft'
  const done = confirmations[web.req.query('done') ?? '']
  return (
    <Shell
      web={web}
      title={title.includes(connection.name) ? title : `${title} · ${connection.name}`}
      current={draft ? '/admin/connections' : path(connection, page)}
      within={draft ? undefined : panelOf(connection)}
    >
      <Head
        crumbs={[
          { label: 'Connections', href: '/admin/connections' },
          ...(page === '' ? [] : [{ label: connection.name, href: path(connection) }]),
        ]}
        title={title}
        lead={lead}
        actions={<State connection={connection} now={web.var.now} />}
      />
      {children}
      {done && <Toast>{done}</Toast>}
    </Shell>
  )
}

const panelOf = (connection: Connection): SideGroup => ({
  title: connection.name,
  items: pages.map(({ label, page, icon }) => ({ label, icon, href: path(connection, page) })),
})
