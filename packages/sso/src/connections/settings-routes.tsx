import { csrfToken, type Form, readForm } from '@postern/kit/form'
import type { FieldError } from '@postern/kit/html'
import type { Env, Web } from '@postern/kit/http'
import { Hono } from 'hono'
import { freshProof } from '../administrators/proof.ts'
import { whoOf } from '../administrators/who.ts'
import type { Application } from '../applications/application.ts'
import { changeConnection } from './audited.ts'
import { longestDelay, readSignedPart, usualChoices } from './choices.ts'
import type { Connection } from './connection.ts'
import { ConnectionFrame } from './frame.tsx'
import { readLegacy } from './legacy.ts'
import type { ConnectionPorts } from './routes.tsx'
import { SettingsForm, type TypedSettings } from './settings-page.tsx'
import type { Changes } from './table.ts'
import { readWarned } from './warned.ts'
import { path } from './words.ts'

export function settingsRoutes(of: ConnectionPorts): Hono<Env> {
  const app = new Hono<Env>()
  app.get('/admin/connections/:id/settings', freshProof, async (web) => {
    const connection = await of.connections.require(web.req.param('id'))
    return page(web, connection, of, typedOf(connection), [])
  })
  app.post('/admin/connections/:id/settings', freshProof, async (web) => {
    const connection = await of.connections.require(web.req.param('id'))
    const typed = read(await readForm(web))
    const applications = await of.applications.list()
    const errors = judge(typed, applications)
    if (errors.length > 0) return page(web, connection, of, typed, errors)
    if (typed.signsRequests && !(await of.requestKeys.signing())) await of.requestKeys.make()
    const change = { store: web.var.world.store, who: whoOf(web), before: connection }
    await changeConnection({ ...change, action: 'Connection settings changed' }, (inside) =>
      inside.change(connection.id, changesOf(connection, typed, applications)),
    )
    return web.redirect(`${path(connection)}?done=saved`, 303)
  })
  return app
}

const typedOf = ({ applicationId, unsolicited, clockSkewSeconds, legacy, choices }: Connection) => ({
  ...choices,
  application: applicationId ?? '',
  unsolicited,
  clockSkewSeconds: String(clockSkewSeconds),
  legacy,
  warned: choices.warned.join('\n'),
  delaySeconds: String(choices.delaySeconds),
})

const read = (form: Form): TypedSettings => ({
  application: form.text('application'),
  forceAuthn: form.has('forceAuthn'),
  loginHint: form.has('loginHint'),
  signsRequests: form.has('signsRequests'),
  signedPart: form.text('signedPart') || usualChoices.signedPart,
  unsolicited: form.has('unsolicited'),
  clockSkewSeconds: form.text('clockSkewSeconds').trim(),
  legacy: readLegacy(form.all('legacy')),
  delaySeconds: form.text('delaySeconds').trim() || '0',
  warned: form.text('warned').slice(0, 4_000),
})

function judge(typed: TypedSettings, applications: readonly Application[]): readonly FieldError[] {
  const errors: FieldError[] = []
  if (typed.application !== '' && !applications.some(({ id }) => id === typed.application))
    errors.push({ id: 'application', message: 'Choose an Application from the list; this one is gone.' })
  if (!readSignedPart(typed.signedPart))
    errors.push({ id: 'signedPart', message: 'Choose What must be signed.' })
  if (!/^\d{1,3}$/.test(typed.clockSkewSeconds) || Number(typed.clockSkewSeconds) > 300)
    errors.push({ id: 'clockSkewSeconds', message: 'Enter a number of seconds from 0 to 300.' })
  if (!/^\d{1,2}$/.test(typed.delaySeconds) || Number(typed.delaySeconds) > longestDelay)
    errors.push({ id: 'delaySeconds', message: `Enter a number of seconds from 0 to ${longestDelay}.` })
  for (const message of readWarned(typed.warned).faults) errors.push({ id: 'warned', message })
  return errors
}

function changesOf(
  { applicationId, accounts, choices }: Connection,
  typed: TypedSettings,
  applications: readonly Application[],
): Changes {
  const application = applications.find(({ id }) => id === typed.application)
  const same = application?.id === applicationId
  const { forceAuthn, loginHint, signsRequests } = typed
  return {
    applicationId: application?.id ?? null,
    // Another application was not asked for these groups yet.
    ...(same ? {} : { accounts: { ...accounts, lookedUp: accounts.groups.length === 0 } }),
    unsolicited: typed.unsolicited,
    clockSkewSeconds: Number(typed.clockSkewSeconds),
    legacy: typed.legacy,
    choices: {
      ...choices,
      forceAuthn,
      loginHint,
      signsRequests,
      signedPart: readSignedPart(typed.signedPart) ?? usualChoices.signedPart,
      warned: readWarned(typed.warned).addresses,
      delaySeconds: Number(typed.delaySeconds),
    },
  }
}

async function page(
  web: Web,
  connection: Connection,
  of: ConnectionPorts,
  typed: TypedSettings,
  errors: readonly FieldError[],
) {
  return web.html(
    <ConnectionFrame web={web} connection={connection} page="settings" title="Settings">
      <SettingsForm
        connection={connection}
        applications={await of.applications.list()}
        csrf={csrfToken(web)}
        typed={typed}
        errors={errors}
        mails={of.mail.isSetUp}
      />
    </ConnectionFrame>,
    errors.length > 0 ? 400 : 200,
  )
}
