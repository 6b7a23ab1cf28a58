import { csrfToken, type Form, readForm } from '@postern/kit/form'
import type { FieldError } from '@postern/kit/html'
import type { Env, Web } from '@postern/kit/http'
import { Hono } from 'hono'
import { freshProof } from '../administrators/proof.ts'
import { whoOf } from '../administrators/who.ts'
import type { Application } from '../applications/application.ts'
import type { Facts } from '../audit/change.ts'
import { record } from '../audit/store.ts'
import type { Connection } from './connection.ts'
import { ConnectionFrame } from './frame.tsx'
import { readLegacy } from './legacy.ts'
import type { ConnectionPorts } from './routes.tsx'
import { SettingsForm, type TypedSettings } from './settings-page.tsx'
import { connections } from './store.ts'
import type { Changes } from './table.ts'
import { path } from './words.ts'

export function settingsRoutes(of: ConnectionPorts): Hono<Env> {
  const app = new Hono<Env>()
  app.get('/admin/connections/:id/settings', freshProof, async (web) => {
    const connection = await of.connections.require(web.req.param('id'))
    return page(web, connection, await of.applications.list(), typedOf(connection), [])
  })
  app.post('/admin/connections/:id/settings', freshProof, async (web) => {
    const connection = await of.connections.require(web.req.param('id'))
    const form = await readForm(web)
    const applications = await of.applications.list()
    const typed = read(form)
    const errors = judge(typed, applications)
    if (errors.length > 0) return page(web, connection, applications, typed, errors)
    await web.var.world.store.transaction(async (inside) => {
      await connections(inside).change(connection.id, changesOf(connection, typed, applications))
      await record(inside, whoOf(web), {
        action: 'Connection settings changed',
        subject: { kind: 'Connection', id: connection.id, name: connection.name },
        before: factsOf(typedOf(connection), applications),
        after: factsOf(typed, applications),
      })
    })
    return web.redirect(`${path(connection)}?done=saved`, 303)
  })
  return app
}

const typedOf = (connection: Connection): TypedSettings => ({
  application: connection.applicationId ?? '',
  unsolicited: connection.unsolicited,
  clockSkewSeconds: String(connection.clockSkewSeconds),
  legacy: connection.legacy,
})

/** For the audit log, under the labels of the page. */
const factsOf = (of: TypedSettings, applications: readonly Application[]): Facts => ({
  Application: applications.find(({ id }) => id === of.application)?.name,
  'Accept sign-in that the identity provider starts': of.unsolicited,
  'Clock difference allowed, in seconds': Number(of.clockSkewSeconds),
  Legacy: of.legacy,
})

const read = (form: Form): TypedSettings => ({
  application: form.text('application'),
  unsolicited: form.has('unsolicited'),
  clockSkewSeconds: form.text('clockSkewSeconds').trim(),
  legacy: readLegacy(form.all('legacy')),
})

function judge(typed: TypedSettings, applications: readonly Application[]): readonly FieldError[] {
  const errors: FieldError[] = []
  if (typed.application !== '' && !applications.some(({ id }) => id === typed.application))
    errors.push({ id: 'application', message: 'Choose an Application from the list; this one is gone.' })
  if (!/^\d{1,3}$/.test(typed.clockSkewSeconds) || Number(typed.clockSkewSeconds) > 300)
    errors.push({ id: 'clockSkewSeconds', message: 'Enter a number of seconds from 0 to 300.' })
  return errors
}

function changesOf(
  { applicationId, accounts }: Connection,
  typed: TypedSettings,
  applications: readonly Application[],
): Changes {
  const application = applications.find(({ id }) => id === typed.application)
  const same = application?.id === applicationId
  return {
    applicationId: application?.id ?? null,
    // Another application was not asked for these groups yet.
    ...(same ? {} : { accounts: { ...accounts, lookedUp: accounts.groups.length === 0 } }),
    unsolicited: typed.unsolicited,
    clockSkewSeconds: Number(typed.clockSkewSeconds),
    legacy: typed.legacy,
  }
}

function page(
  web: Web,
  connection: Connection,
  applications: readonly Application[],
  typed: TypedSettings,
  errors: readonly FieldError[],
) {
  return web.html(
    <ConnectionFrame web={web} connection={connection} page="settings" title="Settings">
      <SettingsForm
        connection={connection}
        applications={applications}
        csrf={csrfToken(web)}
        typed={typed}
        errors={errors}
      />
    </ConnectionFrame>,
    errors.length > 0 ? 400 : 200,
  )
}
