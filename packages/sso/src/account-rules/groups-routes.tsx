import { csrfToken, type Form, readForm } from '@postern/kit/form'
import type { FieldError } from '@postern/kit/html'
import type { Env, Web } from '@postern/kit/http'
import { Problem } from '@postern/saml'
import { Hono } from 'hono'
import { reaches } from '../administrators/administrator.ts'
import { freshProof } from '../administrators/proof.ts'
import { whoOf } from '../administrators/who.ts'
import type { Applications } from '../applications/store.ts'
import type { Facts } from '../audit/change.ts'
import { record } from '../audit/store.ts'
import type { Connection } from '../connections/connection.ts'
import { ConnectionFrame } from '../connections/frame.tsx'
import type { Connections } from '../connections/store.ts'
import { path } from '../connections/words.ts'
import { connect } from '../connectors/connect.ts'
import type { GroupRight } from '../connectors/connector.ts'
import { lookUpGroups } from '../setup/look-up.ts'
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
  const { applicationId } = connection
  const application = applicationId ? await of.applications.find(applicationId) : undefined
  const names = namesOf(managed)
  const { faults } = await lookUpGroups({ web, connection, ports: of }, application, names)
  if (faults.length > 0) return faults.slice(0, 5)
  const role = web.var.administrator?.role
  if (role && reaches(role, 'owner')) return []
  const rights = await rightsOf(web, of, connection)
  const was = new Set(namesOf(before.groups.managed).map((name) => name.toLowerCase()))
  return names
    .filter((name) => rights.get(name.toLowerCase()) === 'administers' && !was.has(name.toLowerCase()))
    .map(
      (name) => `${name} administers Bitbucket. Only an Owner may let an identity provider say who is in it.`,
    )
}

/** What the groups give; nothing where the application cannot be asked. */
async function rightsOf(
  web: Web,
  of: Ports,
  connection: Connection,
): Promise<ReadonlyMap<string, GroupRight>> {
  const { world } = web.var
  const application = connection.applicationId && (await of.applications.find(connection.applicationId))
  if (!application) return new Map()
  try {
    return await (await connect({ world, applications: of.applications, application })).groupRights()
  } catch (thrown) {
    if (!(thrown instanceof Problem)) throw thrown
    world.log.info({ code: thrown.code }, 'rights of groups were not looked up')
    return new Map()
  }
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
  const rights = managed.length > 0 ? await rightsOf(web, of, connection) : new Map<string, GroupRight>()
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
