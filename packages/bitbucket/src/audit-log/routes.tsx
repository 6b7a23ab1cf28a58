import type { Env, Web } from '@postern/kit/http'
import { Hono } from 'hono'
import { type Audit, isCategory, shownAtOnce } from '../audit/index.ts'
import { AdminFrame } from '../frame/index.ts'
import type { Pages } from '../person/index.ts'
import { EntryPage } from './entry-page.tsx'
import { AuditLog } from './list-page.tsx'
import { auditLogPath, listPath } from './paths.ts'
import { auditLogProblem } from './problems.ts'

/** *Administration* → *Audit log*. It tells what System Admins do, so that it takes one. */
export function auditLogRoutes({
  pages,
  audit,
}: {
  readonly pages: Pages
  readonly audit: Audit
}): Hono<Env> {
  const app = new Hono<Env>()
  app.get(
    auditLogPath,
    pages.systemAdministrator(async (web, person) => {
      const { text, category, before } = narrowedIn(web)
      const known = isCategory(category) ? category : undefined
      const found = await audit.list({ text, category: known, before: before || undefined })
      const entries = found.slice(0, shownAtOnce)
      const last = found.length > shownAtOnce ? entries.at(-1) : undefined
      const same = { q: text, category: known ?? '' }
      return web.html(
        <AdminFrame web={web} person={person} title="Audit log" current={auditLogPath}>
          <AuditLog
            entries={entries}
            text={text}
            category={known ?? ''}
            newest={before === '' ? undefined : listPath({ ...same, before: '' })}
            older={last && listPath({ ...same, before: last.id })}
          />
        </AdminFrame>,
      )
    }),
  )
  app.get(
    `${auditLogPath}/:id`,
    pages.systemAdministrator(async (web, person) => {
      const entry = await audit.find((web.req.param('id') ?? '').slice(0, 40))
      if (!entry) throw auditLogProblem('audit-event-missing', {})
      return web.html(
        <AdminFrame web={web} person={person} title={entry.summary} current={auditLogPath}>
          <EntryPage entry={entry} />
        </AdminFrame>,
      )
    }),
  )
  return app
}

const narrowedIn = (web: Web) => ({
  text: (web.req.query('q') ?? '').trim().slice(0, 200),
  category: web.req.query('category') ?? '',
  before: (web.req.query('before') ?? '').slice(0, 40),
})
