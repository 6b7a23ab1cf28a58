import { csrfToken, readForm } from '@postern/kit/form'
import type { Env, Web } from '@postern/kit/http'
import { Hono } from 'hono'
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
    return page(web, connection, { create, groups: groups.join(', ') })
  })
  app.post('/admin/connections/:id/accounts', async (web) => {
    const connection = await of.connections.require(web.req.param('id'))
    const form = await readForm(web)
    const create = form.text('create') === 'yes'
    const typed = form.text('groups')
    const { groups, faults } = readGroups(typed)
    if (faults.length > 0) return page(web, connection, { create, groups: typed, error: faults.join(' ') })
    await of.connections.save({ ...connection, accounts: { create, groups } })
    return web.redirect(`${path(connection)}?done=saved`, 303)
  })
  return app
}

type Typed = Pick<AccountsFormProps, 'create' | 'groups' | 'error'>

function page(web: Web, connection: Connection, typed: Typed) {
  return web.html(
    <ConnectionFrame web={web} connection={connection} page="accounts" title="Bitbucket user accounts">
      <AccountsForm connection={connection} csrf={csrfToken(web)} {...typed} />
    </ConnectionFrame>,
    typed.error ? 400 : 200,
  )
}
