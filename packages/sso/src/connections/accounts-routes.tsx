import { csrfToken, readForm } from '@postern/kit/form'
import type { Env, Web } from '@postern/kit/http'
import { Problem } from '@postern/saml'
import { Hono } from 'hono'
import { connect } from '../connectors/connect.ts'
import { AccountsForm, type AccountsFormProps } from './accounts-page.tsx'
import type { Connection } from './connection.ts'
import { ConnectionFrame } from './frame.tsx'
import { readGroups } from './groups.ts'
import type { ConnectionPorts } from './routes.tsx'
import { path } from './words.ts'

export function accountsRoutes(of: ConnectionPorts): Hono<Env> {
  const app = new Hono<Env>()
  app.get('/admin/connections/:id/accounts', async (web) => {
    const connection = await of.connections.require(web.req.param('id'))
    const { create, groups } = connection.accounts
    return page(web, connection, { create, groups: groups.join(', '), faults: [] })
  })
  app.post('/admin/connections/:id/accounts', async (web) => {
    const connection = await of.connections.require(web.req.param('id'))
    const form = await readForm(web)
    const create = form.text('create') === 'yes'
    const typed = form.text('groups')
    const { groups, faults } = readGroups(typed)
    const looked = faults.length > 0 ? faults : await lookUp(web, connection, groups, of)
    if (looked.length > 0) return page(web, connection, { create, groups: typed, faults: looked })
    await of.connections.change(connection.id, { accounts: { create, groups } })
    return web.redirect(`${path(connection)}?done=saved`, 303)
  })
  return app
}

/** A sentence for each group that the application does not have; none where it cannot be asked, or is not chosen yet. */
async function lookUp(
  web: Web,
  { applicationId }: Connection,
  groups: readonly string[],
  { applications }: ConnectionPorts,
): Promise<readonly string[]> {
  const application = applicationId && (await applications.find(applicationId))
  if (!application) return []
  const connector = await connect({ world: web.var.world, applications, application })
  const faults: string[] = []
  try {
    for (const name of groups) {
      const found = await connector.groups(name)
      const same = found.some((one) => one.toLowerCase() === name.toLowerCase())
      if (!same)
        faults.push(`${application.name} has no group called ${name}. Create it there, or correct the name.`)
    }
    return faults
  } catch (thrown) {
    if (!(thrown instanceof Problem)) throw thrown
    web.var.world.log.info({ code: thrown.code }, 'groups were not looked up')
    return []
  }
}

type Typed = Pick<AccountsFormProps, 'create' | 'groups' | 'faults'>

function page(web: Web, connection: Connection, typed: Typed) {
  return web.html(
    <ConnectionFrame web={web} connection={connection} page="accounts" title="Bitbucket user accounts">
      <AccountsForm connection={connection} csrf={csrfToken(web)} {...typed} />
    </ConnectionFrame>,
    typed.faults.length > 0 ? 400 : 200,
  )
}
