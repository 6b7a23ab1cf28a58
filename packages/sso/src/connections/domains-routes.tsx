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
import { loadPublicMail } from './public-mail.ts'
import { loadPublicSuffixes } from './public-suffix.ts'
import type { ConnectionPorts } from './routes.tsx'
import { path } from './words.ts'

interface Typed {
  readonly domains: string
  readonly any: string
  readonly public: string
  /** Of the domains, those at which anybody can have an address. */
  readonly strangers: readonly string[]
  readonly errors: readonly FieldError[]
}

export function domainsRoutes(of: ConnectionPorts): Hono<Env> {
  const app = new Hono<Env>()
  app.get('/admin/connections/:id/known-domains', freshProof, async (web) => {
    const connection = await of.connections.require(web.req.param('id'))
    const any = connection.anyDomain ? anyDomainWords : ''
    return page(
      web,
      connection,
      { domains: connection.knownDomains.join('\n'), any, public: '', strangers: [], errors: [] },
      of,
    )
  })
  app.post('/admin/connections/:id/known-domains', freshProof, async (web) => {
    const connection = await of.connections.require(web.req.param('id'))
    const form = await readForm(web)
    const typed = {
      domains: form.text('domains'),
      any: form.text('any').trim(),
      public: form.text('public').trim(),
    }
    const { domains, faults } = readDomains(typed.domains, await loadPublicSuffixes())
    const anyDomain = typed.any.toLowerCase() === anyDomainWords
    const strangers = await strangersIn(domains, connection)
    const errors = [
      ...faults.map((message) => ({ id: 'domains', message })),
      ...(domains.length === 0 && faults.length === 0 && typed.any === ''
        ? [{ id: 'domains', message: nothing }]
        : []),
      ...(strangers.length > 0 && typed.public.toLowerCase() !== strangers.join(' ')
        ? [{ id: 'public', message: `Type ${strangers.join(' ')} to confirm, or take it out above.` }]
        : []),
      ...(typed.any !== '' && !anyDomain
        ? [{ id: 'any', message: `Type ${anyDomainWords}, or leave it empty.` }]
        : []),
    ]
    if (errors.length > 0) return page(web, connection, { ...typed, strangers, errors }, of)
    const change = { store: web.var.world.store, who: whoOf(web), before: connection }
    await changeConnection({ ...change, action: 'Known domains changed' }, (inside) =>
      inside.change(connection.id, { knownDomains: domains, anyDomain }),
    )
    const [back, done] = connection.state === 'draft' ? ['setup', ''] : ['known-domains', '?done=saved']
    return web.redirect(`${path(connection, back)}${done}`, 303)
  })
  return app
}

/** Those that are new here and at which anybody can have an address; what was confirmed once is not asked again. */
async function strangersIn(
  domains: readonly string[],
  { knownDomains }: Connection,
): Promise<readonly string[]> {
  const isPublic = await loadPublicMail()
  return domains.filter((domain) => isPublic(domain) && !knownDomains.includes(domain)).slice(0, 5)
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
