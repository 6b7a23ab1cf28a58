import { Head, Tabs, Toast } from '@postern/kit/html'
import type { Web } from '@postern/kit/http'
import type { Child } from 'hono/jsx'
import { Shell } from '../administrators/shell.tsx'
import type { Connection } from './connection.ts'
import { State } from './list-page.tsx'
import { path } from './words.ts'

const tabs = [
  { label: 'Overview', page: '' },
  { label: 'Metadata import', page: 'metadata' },
  { label: 'Name and application', page: 'settings' },
  { label: 'Bitbucket user accounts', page: 'accounts' },
  { label: 'Known domains', page: 'known-domains' },
] as const

/** What `?done=` may say on the page that confirms. */
const confirmations: Readonly<Record<string, string>> = {
  added: 'The connection is a draft. Nothing is live before Finish.',
  imported: 'Metadata is imported. Compare it with the screen of the identity provider.',
  saved: 'Changes are saved.',
  finished: 'The connection is live.',
  paused: 'The connection is paused. Nobody can sign in by it.',
  resumed: 'The connection is resumed.',
}

export interface ConnectionFrameProps {
  readonly web: Web
  readonly connection: Connection
  /** Path of the open tab below the connection; '' is the overview. */
  readonly page: string
  readonly title: string
  readonly lead?: Child
  readonly children?: Child
}

/** The frame of every page of one connection. */
export function ConnectionFrame({ web, connection, page, title, lead, children }: ConnectionFrameProps) {
  const done = confirmations[web.req.query('done') ?? '']
  return (
    <Shell
      web={web}
      title={title.includes(connection.name) ? title : `${title} · ${connection.name}`}
      current="/admin/connections"
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
      <Tabs
        label={connection.name}
        current={path(connection, page)}
        tabs={tabs.map((tab) => ({ label: tab.label, href: path(connection, tab.page) }))}
      />
      {children}
      {done && <Toast>{done}</Toast>}
    </Shell>
  )
}
