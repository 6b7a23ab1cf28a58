import { csrfToken, type Form, readForm } from '@postern/kit/form'
import type { FieldError } from '@postern/kit/html'
import type { Env, Web } from '@postern/kit/http'
import { Problem } from '@postern/saml'
import { Hono } from 'hono'
import type { Application } from '../applications/application.ts'
import type { Connection } from './connection.ts'
import { ConnectionFrame } from './frame.tsx'
import { readLegacy } from './legacy.ts'
import type { ConnectionPorts } from './routes.tsx'
import { SettingsForm, type TypedSettings } from './settings-page.tsx'
import type { Changes } from './table.ts'
import { path } from './words.ts'

export function settingsRoutes(of: ConnectionPorts): Hono<Env> {
  const app = new Hono<Env>()
  app.get('/admin/connections/:id/settings', async (web) => {
    const connection = await of.connections.require(web.req.param('id'))
    return page(web, connection, await of.applications.list(), typedOf(connection), [])
  })
  app.post('/admin/connections/:id/settings', async (web) => {
    const connection = await of.connections.require(web.req.param('id'))
    const form = await readForm(web)
    const applications = await of.applications.list()
    const typed = read(form)
    const errors = judge(typed, applications)
    if (errors.length > 0) return page(web, connection, applications, typed, errors)
    try {
      await of.connections.change(connection.id, changesOf(typed, applications))
    } catch (thrown) {
      if (!(thrown instanceof Problem)) throw thrown
      const message = `${thrown.message} ${thrown.remedy}`
      return page(web, connection, applications, typed, [{ id: 'name', message }])
    }
    return web.redirect(`${path(connection)}?done=saved`, 303)
  })
  return app
}

const typedOf = (connection: Connection): TypedSettings => ({
  name: connection.name,
  application: connection.applicationId ?? '',
  unsolicited: connection.unsolicited,
  clockSkewSeconds: String(connection.clockSkewSeconds),
  legacy: connection.legacy,
})

const read = (form: Form): TypedSettings => ({
  name: form.text('name').trim(),
  application: form.text('application'),
  unsolicited: form.has('unsolicited'),
  clockSkewSeconds: form.text('clockSkewSeconds').trim(),
  legacy: readLegacy(form.all('legacy')),
})

function judge(typed: TypedSettings, applications: readonly Application[]): readonly FieldError[] {
  const errors: FieldError[] = []
  if (typed.name === '') errors.push({ id: 'name', message: 'Enter an Identity provider name.' })
  if (typed.name.length > 60)
    errors.push({ id: 'name', message: 'Make the Identity provider name at most 60 letters long.' })
  if (/\p{Cc}/u.test(typed.name))
    errors.push({ id: 'name', message: 'Remove characters that cannot be seen from Identity provider name.' })
  if (typed.application !== '' && !applications.some(({ id }) => id === typed.application))
    errors.push({ id: 'application', message: 'Choose an Application from the list; this one is gone.' })
  if (!/^\d{1,3}$/.test(typed.clockSkewSeconds) || Number(typed.clockSkewSeconds) > 300)
    errors.push({ id: 'clockSkewSeconds', message: 'Enter a number of seconds from 0 to 300.' })
  return errors
}

function changesOf(typed: TypedSettings, applications: readonly Application[]): Changes {
  const application = applications.find(({ id }) => id === typed.application)
  return {
    applicationId: application?.id ?? null,
    name: typed.name,
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
    <ConnectionFrame web={web} connection={connection} page="settings" title="Name and application">
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
