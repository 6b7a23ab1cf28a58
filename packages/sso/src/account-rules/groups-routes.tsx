import { csrfToken, type Form, readForm } from '@postern/kit/form'
import type { FieldError } from '@postern/kit/html'
import type { Env, Web } from '@postern/kit/http'
import { Hono } from 'hono'
import { reaches } from '../administrators/administrator.ts'
import { freshProof } from '../administrators/proof.ts'
import { whoOf } from '../administrators/who.ts'
import type { Application } from '../applications/application.ts'
import type { Applications } from '../applications/store.ts'
import type { Facts } from '../audit/change.ts'
import { record } from '../audit/store.ts'
import type { Connection } from '../connections/connection.ts'
import { ConnectionFrame } from '../connections/frame.tsx'
import type { Connections } from '../connections/store.ts'
import { path } from '../connections/words.ts'
import { askGroups } from './ask-groups.ts'
import { sentGroups } from './groups.ts'
import { GroupsForm, type TypedGroups } from './groups-page.tsx'
import { namesOf, readManaged, writeManaged } from './managed-groups.ts'
import type { AccountRules, GroupRules, ManagedGroup } from './rules.ts'
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
    return page(web, of, connection, typedOf(rules.groups), [])
  })
  app.post(address, freshProof, async (web) => {
    const connection = await of.connections.require(web.req.param('id') ?? '')
    const typed = read(await readForm(web))
    const { managed, faults } = readManaged(typed.managed)
    const before = await accountRules(web.var.world.store).of(connection.id)
    const more = faults.length > 0 ? [] : await groupFaults(web, of, connection, { managed, before })
    const errors = [...faults, ...more].map((message) => ({ id: 'managed', message }))
    if (errors.length > 0) return page(web, of, connection, typed, errors)
    const groups: GroupRules = { managed, absentMeansNone: typed.absentMeansNone }
    await web.var.world.store.transaction(async (inside) => {
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

/** Groups that are not there, and new ones of which only an Owner may say that an identity provider decides about them. */
async function groupFaults(
  web: Web,
  of: Ports,
  connection: Connection,
  { managed, before }: { readonly managed: readonly ManagedGroup[]; readonly before: AccountRules },
): Promise<readonly string[]> {
  const application = await applicationOf(of, connection)
  const names = namesOf(managed)
  const { missing, rights } = await askGroups({ world: web.var.world, ...of }, application, names)
  if (missing.length > 0) return missing.slice(0, 5).map((name) => noSuchGroup(name, application))
  const role = web.var.administrator?.role
  if (role && reaches(role, 'owner')) return []
  const was = new Set(namesOf(before.groups.managed).map((name) => name.toLowerCase()))
  return names
    .filter((name) => rights.get(name.toLowerCase()) === 'administers' && !was.has(name.toLowerCase()))
    .map(
      (name) => `${name} administers Bitbucket. Only an Owner may let an identity provider say who is in it.`,
    )
}

const noSuchGroup = (name: string, application: Application | undefined) =>
  `${application?.name ?? 'The application'} has no group called ${name}. Create it there, or correct the name.`

async function applicationOf(
  { applications }: Ports,
  { applicationId }: Connection,
): Promise<Application | undefined> {
  return applicationId === undefined ? undefined : applications.find(applicationId)
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

async function page(
  web: Web,
  of: Ports,
  connection: Connection,
  typed: TypedGroups,
  errors: readonly FieldError[],
) {
  const { store } = web.var.world
  const rules = await accountRules(store).of(connection.id)
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
        saved={await savedGroups(web, of, connection, rules)}
      />
    </ConnectionFrame>,
    errors.length > 0 ? 400 : 200,
  )
}

async function savedGroups(web: Web, of: Ports, connection: Connection, { groups }: AccountRules) {
  const { managed } = groups
  if (managed.length === 0) return []
  const application = await applicationOf(of, connection)
  const { rights } = await askGroups({ world: web.var.world, ...of }, application, [])
  const everybody = new Set(connection.accounts.groups.map((name) => name.toLowerCase()))
  return managed.map((group) => ({
    ...group,
    right: rights.get(group.to.toLowerCase()),
    everybody: everybody.has(group.to.toLowerCase()),
  }))
}

async function sentOf(web: Web, connection: Connection, rules: AccountRules) {
  const seen = await seenAnswers(web.var.world.store).of(connection.id)
  const sent = seen && sentGroups(seen.claims, rules)
  if (sent?.said === 'too-many') return sent.said
  return sent?.said === 'groups' ? sent.groups : undefined
}
