import type { Env, Web } from '@postern/kit/http'
import { Hono } from 'hono'
import type { FC, PropsWithChildren } from 'hono/jsx'
import { EntryPage } from './entry-page.tsx'
import { AuditPage } from './list-page.tsx'
import { auditPath } from './paths.ts'
import { auditProblem } from './problems.ts'
import { type Audit, pageSize } from './store.ts'

export interface AuditPorts {
  readonly audit: Audit
  /** The frame of the console. It comes from outside: administrators, whose frame it is, write into this log. */
  readonly Shell: FC<PropsWithChildren<{ web: Web; title: string; current: string }>>
}

export function auditRoutes({ audit, Shell }: AuditPorts): Hono<Env> {
  const app = new Hono<Env>()
  app.get(auditPath, async (web) => {
    const query = (web.req.query('q') ?? '').trim().slice(0, 200)
    const before = (web.req.query('before') ?? '').slice(0, 40)
    const found = await audit.list({ query, ...(before ? { before } : {}) })
    const entries = found.slice(0, pageSize)
    const last = found.length > pageSize ? entries.at(-1) : undefined
    return web.html(
      <Shell web={web} title="Audit log" current={auditPath}>
        <AuditPage
          entries={entries}
          query={query}
          newest={before ? addressOf(query) : undefined}
          older={last && addressOf(query, last.id)}
        />
      </Shell>,
    )
  })
  app.get(`${auditPath}/:id`, async (web) => {
    const found = await audit.find(web.req.param('id'))
    if (!found) throw auditProblem('audit-entry-missing', {})
    return web.html(
      <Shell web={web} title={found.action} current={auditPath}>
        <EntryPage entry={found} />
      </Shell>,
    )
  })
  return app
}

function addressOf(query: string, before?: string): string {
  const parameters = new URLSearchParams({ ...(query ? { q: query } : {}), ...(before ? { before } : {}) })
  return `${auditPath}?${parameters.toString()}`
}
