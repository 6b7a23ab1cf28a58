import { type Form, readForm } from '@postern/kit/form'
import type { Env, Web } from '@postern/kit/http'
import { Problem } from '@postern/saml'
import { Hono, type MiddlewareHandler } from 'hono'
import { freshProof } from '../administrators/proof.ts'
import { whoOf } from '../administrators/who.ts'
import { changeConnection } from '../connections/audited.ts'
import type { Connection } from '../connections/connection.ts'
import { path } from '../connections/words.ts'
import { leadOn } from './lead-on.ts'
import { metadataImport } from './metadata-import.tsx'
import { newRoutes } from './new-routes.tsx'
import { stepPage } from './pages.tsx'
import type { Saved, SetupPorts, SetupStep, StepContext } from './step.ts'
import { firstOpen, stepPath, steps } from './steps.ts'

/** One address for each step, before Finish and after it. Nothing is live before Finish. */
export function setupRoutes(ports: SetupPorts): Hono<Env> {
  const app = new Hono<Env>()
  app.route('/', newRoutes(ports))
  app.get('/admin/connections/:id/setup', async (web) => {
    const connection = await ports.connections.require(web.req.param('id'))
    const draft = connection.state === 'draft'
    return web.redirect(draft ? stepPath(connection, firstOpen(connection)) : path(connection), 303)
  })
  for (const step of steps) {
    const address = `/admin/connections/:id/setup/${step.id}`
    app.use(address, proofWhereItCounts(step, ports))
    app.get(address, (web) => show(web, step, ports))
    app.post(address, (web) => save(web, step, ports))
  }
  return app
}

/** Before Finish nothing that is answered counts. */
function proofWhereItCounts(step: SetupStep, { connections }: SetupPorts): MiddlewareHandler<Env> {
  return async (web, next) => {
    const connection = await connections.require(web.req.param('id') ?? '')
    return connection.state === 'draft' && step.id !== 'finish' ? next() : freshProof(web, next)
  }
}

async function show(web: Web, step: SetupStep, ports: SetupPorts): Promise<Response> {
  const connection = await ports.connections.require(web.req.param('id') ?? '')
  const elsewhere = notHere(connection, step)
  if (elsewhere) return web.redirect(elsewhere, 303)
  const of = { web, connection, ports }
  return stepPage(of, step, { fields: await step.view(of), errors: [] })
}

async function save(web: Web, step: SetupStep, ports: SetupPorts): Promise<Response> {
  const connection = await ports.connections.require(web.req.param('id') ?? '')
  const of = { web, connection, ports }
  const form = await formOf(web, step)
  const elsewhere = notHere(connection, step)
  if (elsewhere) return web.redirect(elsewhere, 303)
  const away = awayOf(form?.text('go') ?? '', connection, step)
  const saved = await answer(of, step, form)
  if ('again' in saved) {
    if (away && saved.untouched) return web.redirect(away, 303)
    return stepPage(of, step, { fields: saved.again, errors: saved.errors })
  }
  const setup = step.id === 'finish' ? {} : { setup: [...new Set([...connection.setup, step.id])] }
  const change = { store: web.var.world.store, who: whoOf(web), before: connection }
  await changeConnection({ ...change, action: `${step.label} answered` }, (inside) =>
    inside.change(connection.id, { ...setup, ...saved.changes }),
  )
  const changed = await ports.connections.require(connection.id)
  return web.redirect(away ?? leadOn(changed, step, connection), 303)
}

/** Where a button leads that saves and does not go on; undefined where it goes on. */
function awayOf(go: string, connection: Connection, step: SetupStep): string | undefined {
  if (go === 'leave') return '/admin/connections?done=left'
  const before = steps[steps.indexOf(step) - 1]
  return go === 'back' && before ? stepPath(connection, before) : undefined
}

/** A name that another connection took is answered like any wrong answer of the step. */
async function answer(of: StepContext, step: SetupStep, form: Form | undefined): Promise<Saved> {
  if (form) return step.save(of, form)
  if (step.upload) return step.upload.tooLarge(of)
  throw new Error(`${step.id} reads no file`)
}

/** Undefined where it is larger than the step allows: then not even its token was read, and nothing is changed. */
async function formOf(web: Web, step: SetupStep): Promise<Form | undefined> {
  if (!step.upload) return readForm(web)
  return readForm(web, { limit: step.upload.largest }).catch((thrown: unknown) => {
    if (thrown instanceof Problem && thrown.code === 'body-too-large') return undefined
    throw thrown
  })
}

/** Where to go instead: without metadata nothing can be asked about it, and what is finished is not finished again. */
function notHere(connection: Connection, step: SetupStep): string | undefined {
  if (step.needsMetadata && !connection.identityProvider) return stepPath(connection, metadataImport)
  if (step.id === 'finish' && connection.state !== 'draft') return path(connection)
  return undefined
}
