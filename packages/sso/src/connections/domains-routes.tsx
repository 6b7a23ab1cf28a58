import { csrfToken, readForm } from '@postern/kit/form'
import type { Env, Web } from '@postern/kit/http'
import { Hono } from 'hono'
import type { Connection } from './connection.ts'
import { readDomains } from './domains.ts'
import { DomainsForm, type DomainsFormProps } from './domains-page.tsx'
import { ConnectionFrame } from './frame.tsx'
import type { ConnectionPorts } from './routes.tsx'
import { path } from './words.ts'

export function domainsRoutes(of: ConnectionPorts): Hono<Env> {
  const app = new Hono<Env>()
  app.get('/admin/connections/:id/known-domains', async (web) => {
    const connection = await of.connections.require(web.req.param('id'))
    return page(web, connection, { domains: connection.knownDomains.join('\n'), faults: [] })
  })
  app.post('/admin/connections/:id/known-domains', async (web) => {
    const connection = await of.connections.require(web.req.param('id'))
    const form = await readForm(web)
    const typed = form.text('domains')
    const { domains, faults } = readDomains(typed)
    if (faults.length > 0) return page(web, connection, { domains: typed, faults })
    await of.connections.change(connection.id, { knownDomains: domains })
    return web.redirect(`${path(connection)}?done=saved`, 303)
  })
  return app
}

type Typed = Pick<DomainsFormProps, 'domains' | 'faults'>

function page(web: Web, connection: Connection, typed: Typed) {
  return web.html(
    <ConnectionFrame
      web={web}
      connection={connection}
      page="known-domains"
      title={`Known domains for ${connection.name}`}
      lead="Whom this identity provider may vouch for. Somebody of another domain is refused."
    >
      <DomainsForm connection={connection} csrf={csrfToken(web)} {...typed} />
    </ConnectionFrame>,
    typed.faults.length > 0 ? 400 : 200,
  )
}
