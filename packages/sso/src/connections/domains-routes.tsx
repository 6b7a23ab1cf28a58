import { csrfToken, readForm } from '@postern/kit/form'
import type { FieldError } from '@postern/kit/html'
import type { Env, Web } from '@postern/kit/http'
import { Hono } from 'hono'
import { freshProof } from '../administrators/proof.ts'
import { whoOf } from '../administrators/who.ts'
import { changeConnection } from './audited.ts'
import type { Connection } from './connection.ts'
import { readDomains } from './domains.ts'
import { anyDomainWords, DomainsForm } from './domains-page.tsx'
import { ConnectionFrame } from './frame.tsx'
import { loadPublicSuffixes } from './public-suffix.ts'
import type { ConnectionPorts } from './routes.tsx'
import { path } from './words.ts'

interface Typed {
  readonly domains: string
  readonly any: string
  readonly errors: readonly FieldError[]
}

export function domainsRoutes(of: ConnectionPorts): Hono<Env> {
  const app = new Hono<Env>()
  app.get('/admin/connections/:id/known-domains', freshProof, async (web) => {
    const connection = await of.connections.require(web.req.param('id'))
    const any = connection.anyDomain ? anyDomainWords : ''
    return page(web, connection, { domains: connection.knownDomains.join('\n'), any, errors: [] }, of)
  })
  app.post('/admin/connections/:id/known-domains', freshProof, async (web) => {
    const connection = await of.connections.require(web.req.param('id'))
    const form = await readForm(web)
    const typed = { domains: form.text('domains'), any: form.text('any').trim() }
    const { domains, faults } = readDomains(typed.domains, await loadPublicSuffixes())
    const anyDomain = typed.any.toLowerCase() === anyDomainWords
    const errors = [
      ...faults.map((message) => ({ id: 'domains', message })),
      ...(domains.length === 0 && faults.length === 0 && typed.any === ''
        ? [{ id: 'domains', message: nothing }]
        : []),
      ...(typed.any !== '' && !anyDomain
        ? [{ id: 'any', message: `Type ${anyDomainWords}, or leave it empty.` }]
        : []),
    ]
    if (errors.length > 0) return page(web, connection, { ...typed, errors }, of)
    const change = { store: web.var.world.store, who: whoOf(web), before: connection }
    await changeConnection({ ...change, action: 'Known domains changed' }, (inside) =>
      inside.change(connection.id, { knownDomains: domains, anyDomain }),
    )
    const [back, done] = connection.state === 'draft' ? ['setup', ''] : ['known-domains', '?done=saved']
    return web.redirect(`${path(connection, back)}${done}`, 303)
  })
  return app
}

const nothing =
  'Enter the domain of the people who sign in by it, as in contoso.example. To let nobody in, pause the connection.'

async function page(web: Web, connection: Connection, typed: Typed, of: ConnectionPorts) {
  const others = (await of.connections.list()).filter(({ id }) => id !== connection.id)
  const shared = connection.knownDomains.flatMap((domain) =>
    others
      .filter(({ knownDomains }) => knownDomains.includes(domain))
      .map((other) => ({ domain, with: other })),
  )
  return web.html(
    <ConnectionFrame
      web={web}
      connection={connection}
      page="known-domains"
      title={`Known domains for ${connection.name}`}
      lead="Whom this identity provider may vouch for. Somebody of another domain is refused."
    >
      <DomainsForm connection={connection} csrf={csrfToken(web)} shared={shared} {...typed} />
    </ConnectionFrame>,
    typed.errors.length > 0 ? 400 : 200,
  )
}
