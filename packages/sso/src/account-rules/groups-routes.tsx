import { csrfToken, type Form, readForm } from '@postern/kit/form'
import type { FieldError } from '@postern/kit/html'
import type { Env, Web } from '@postern/kit/http'
import { Hono } from 'hono'
import { freshProof } from '../administrators/proof.ts'
import { whoOf } from '../administrators/who.ts'
import type { Applications } from '../applications/store.ts'
import type { Facts } from '../audit/change.ts'
import { record } from '../audit/store.ts'
import type { Connection } from '../connections/connection.ts'
import { ConnectionFrame } from '../connections/frame.tsx'
import type { Connections } from '../connections/store.ts'
import { path } from '../connections/words.ts'
import { lookUpGroups } from '../setup/look-up.ts'
import { sentGroups } from './groups.ts'
import { GroupsForm, type TypedGroups } from './groups-page.tsx'
import { namesOf, readManaged, writeManaged } from './managed-groups.ts'
import type { AccountRules, GroupRules } from './rules.ts'
import { seenAnswers } from './seen-answers.ts'
import { accountRules } from './store.ts'

interface Ports {
  readonly connections: Connections
  readonly applications: Applications
}

const address = '/admin/connections/:id/managed-groups'

export function groupsRoutes(of: Ports): Hono<Env> {
  const app = new Hono<Env>()
  app.get(address, freshProof, async (web) => {
    const connection = await of.connections.require(web.req.param('id') ?? '')
    const rules = await accountRules(web.var.world.store).of(connection.id)
    return page(web, connection, typedOf(rules.groups), [])
  })
  app.post(address, freshProof, async (web) => {
    const connection = await of.connections.require(web.req.param('id') ?? '')
    const typed = read(await readForm(web))
    const { managed, faults } = readManaged(typed.managed)
    const missing = faults.length > 0 ? [] : await missingGroups(web, of, connection, namesOf(managed))
    const errors = [...faults, ...missing].map((message) => ({ id: 'managed', message }))
    if (errors.length > 0) return page(web, connection, typed, errors)
    const groups: GroupRules = { managed, absentMeansNone: typed.absentMeansNone }
    await web.var.world.store.transaction(async (inside) => {
      const before = await accountRules(inside).of(connection.id)
      await accountRules(inside).change(connection.id, { groups })
      await record(inside, whoOf(web), {
        action: 'Managed groups changed',
        subject: { kind: 'Connection', id: connection.id, name: connection.name },
        before: factsOf(before.groups),
        after: factsOf(groups),
      })
    })
    return web.redirect(`${path(connection, 'managed-groups')}?done=saved`, 303)
  })
  return app
}

async function missingGroups(web: Web, ports: Ports, connection: Connection, names: readonly string[]) {
  const { applicationId } = connection
  const application = applicationId && (await ports.applications.find(applicationId))
  const { faults } = await lookUpGroups({ web, connection, ports }, application || undefined, names)
  return faults.slice(0, 5)
}

const typedOf = ({ managed, absentMeansNone }: GroupRules): TypedGroups => ({
  managed: writeManaged(managed),
  absentMeansNone,
})

const read = (form: Form): TypedGroups => ({
  managed: form.text('managed'),
  absentMeansNone: form.has('absentMeansNone'),
})

/** For the audit log, under the labels of the page. */
const factsOf = ({ managed, absentMeansNone }: GroupRules): Facts => ({
  'Managed groups': writeManaged(managed).split('\n'),
  'An answer without groups means that the person is in none of them': absentMeansNone,
})

async function page(web: Web, connection: Connection, typed: TypedGroups, errors: readonly FieldError[]) {
  const { store } = web.var.world
  const rules = await accountRules(store).of(connection.id)
  const given = new Set(connection.accounts.groups.map((name) => name.toLowerCase()))
  return web.html(
    <ConnectionFrame
      web={web}
      connection={connection}
      page="managed-groups"
      title="Managed groups"
      lead={`Groups in Bitbucket whose members follow what ${connection.name} says at each sign-in.`}
    >
      <GroupsForm
        connection={connection}
        csrf={csrfToken(web)}
        typed={typed}
        errors={errors}
        sent={await sentOf(web, connection, rules)}
        everybody={namesOf(rules.groups.managed).filter((name) => given.has(name.toLowerCase()))}
      />
    </ConnectionFrame>,
    errors.length > 0 ? 400 : 200,
  )
}

async function sentOf(web: Web, connection: Connection, rules: AccountRules) {
  const seen = await seenAnswers(web.var.world.store).of(connection.id)
  const sent = seen && sentGroups(seen.claims, rules)
  if (sent?.said === 'too-many') return sent.said
  return sent?.said === 'groups' ? sent.groups : undefined
}
