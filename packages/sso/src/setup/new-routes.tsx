import { readForm } from '@postern/kit/form'
import { Hidden, type Step } from '@postern/kit/html'
import type { Env } from '@postern/kit/http'
import { Hono } from 'hono'
import { freeName, newConnection } from '../connections/draft.ts'
import { connectionProblem } from '../connections/problems.ts'
import { mostConnections } from '../connections/store.ts'
import { presetOf } from '../presets/presets.ts'
import { appProperties } from './app-properties.tsx'
import type { SetupPorts } from './step.ts'
import { stepPath, steps } from './steps.ts'
import { Editions, readEdition, subscriptionLead, subscriptionLevel } from './subscription-level.tsx'
import { WizardPage } from './wizard-page.tsx'

/**
 * *Add identity provider* leads to its first question; the draft is made by the answer, since a link changes nothing.
 */
export function newRoutes({ connections, applications }: SetupPorts): Hono<Env> {
  const app = new Hono<Env>()
  app.get('/admin/connections/new', (web) => {
    const preset = presetOf(web.req.query('preset') ?? '')
    return web.html(
      <WizardPage
        web={web}
        title={subscriptionLevel.label}
        lead={subscriptionLead(preset.label)}
        of={preset.label}
        steps={way(preset.label)}
        begin={`/admin/connections/new?preset=${preset.id}`}
        action="/admin/connections"
        errors={[]}
        button="Next"
        back="/admin/connections"
      >
        <Hidden fields={{ preset: preset.id }} />
        <Editions chosen="basic" />
      </WizardPage>,
    )
  })
  app.post('/admin/connections', async (web) => {
    const form = await readForm(web)
    const preset = presetOf(form.text('preset'))
    const { random, settings } = web.var.world
    const [before, connected] = await Promise.all([connections.list(), applications.list()])
    if (before.length >= mostConnections)
      throw connectionProblem('connections-full', { most: mostConnections })
    const taken = before.map(({ name }) => name)
    const draft = newConnection({
      random,
      publicUrl: settings.publicUrl,
      name: freeName(preset.label, taken),
      preset: preset.id,
      edition: readEdition(form.text('edition')),
      applicationId: connected.length === 1 ? connected[0]?.id : undefined,
      now: web.var.now,
    })
    const connection = { ...draft, setup: ['subscription-level'] } as const
    await connections.create(connection)
    return web.redirect(stepPath(connection, appProperties), 303)
  })
  return app
}

function way(answer: string): readonly Step[] {
  return [
    { label: 'Add identity provider', state: 'done', answer },
    ...steps.map(
      (step): Step => ({ label: step.label, state: step === subscriptionLevel ? 'here' : 'ahead' }),
    ),
  ]
}
