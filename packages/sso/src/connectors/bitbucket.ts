import { expect, object, text } from './answer.ts'
import { bitbucketChanges } from './bitbucket-changes.ts'
import { prospects } from './bitbucket-prospects.ts'
import { words } from './bitbucket-words.ts'
import type { ApplicationAccount, Checked, Connector, GroupRight } from './connector.ts'
import type { ApplicationKind } from './kind.ts'
import { pages } from './pages.ts'
import { connectorProblem } from './problems.ts'
import { authenticationMethods } from './registration.ts'
import { type Rest, type RestCall, type RestTarget, restClient } from './rest.ts'

const admin = 'api/latest/admin'
const limit = '100'
const administers = new Set(['ADMIN', 'SYS_ADMIN'])
const same = (one: string, other: string) => one.toLowerCase() === other.toLowerCase()

/** Bitbucket Data Center, from version 7.12 on. */
export const bitbucket: ApplicationKind = {
  label: 'Bitbucket',
  words,
  prospects,
  identify: (target) => identify(target, restClient(target)),
  callerName,
  connector,
  authenticationMethods,
  redirectUri: (baseUrl) => `${baseUrl}/plugins/servlet/oidc/callback`,
  // Its own link *Log out* leads there, by a GET without a token.
  logOut: (baseUrl) => `${baseUrl}/j_atl_security_logout?from=sso`,
}

/** Its accounts, over its REST API. */
function connector(target: RestTarget): Connector {
  const rest = restClient(target)
  const list = (path: string, query: Readonly<Record<string, string>>) =>
    pages(rest, target, { method: 'GET', path: `${admin}/${path}`, query: { limit, ...query } })
  const findAccount: Connector['findAccount'] = async (userName) => {
    // `filter` matches parts of names and addresses; only the whole user name counts.
    for await (const user of list('users', { filter: userName })) {
      if (same(text(user.name), userName)) return account(user)
    }
    return undefined
  }
  return {
    check: () => check(rest, target),
    findAccount,
    async findByAddress(emailAddress) {
      const found: ApplicationAccount[] = []
      for await (const user of list('users', { filter: emailAddress })) {
        if (same(text(user.emailAddress), emailAddress)) found.push(account(user))
        if (found.length === 10) break
      }
      return found
    },
    async findByKey(key, hints) {
      for (const hint of new Set(hints.filter(Boolean))) {
        for await (const user of list('users', { filter: hint })) {
          if (keyOf(user) === key) return account(user)
        }
      }
      return undefined
    },
    async groupsOf(userName) {
      const names: string[] = []
      for await (const group of list('users/more-members', { context: userName }))
        names.push(text(group.name))
      return names
    },
    ...bitbucketChanges(rest, target, findAccount),
    isAdministrator: (userName) => isAdministrator(list, userName),
    groupRights: () => groupRights(list),
    async groups(filter) {
      const answer = await rest({ method: 'GET', path: `${admin}/groups`, query: { filter, limit } })
      expect(target, { method: 'GET', path: `${admin}/groups` }, answer, [200])
      const { values } = object(answer.json)
      return Array.isArray(values) ? values.map((group) => text(object(group).name)).filter(Boolean) : []
    },
    entrance: (of) => entrance(target.baseUrl, of),
  }
}

/** The path cannot leave the application: what looks like one but names another host leads to the start page. */
function entrance(baseUrl: string, of: Parameters<Connector['entrance']>[0]): string {
  const start = `${baseUrl}/`
  const wanted = `${baseUrl}${of.target?.startsWith('/') ? of.target : '/'}`
  const inside = URL.canParse(wanted) && new URL(wanted).href.startsWith(new URL(start).href)
  const url = new URL(`${baseUrl}/plugins/servlet/oidc/initiate-login`)
  url.searchParams.set('iss', of.issuer)
  url.searchParams.set('login_hint', of.loginHint)
  url.searchParams.set('target_link_uri', inside ? wanted : start)
  return url.href
}

async function identify(target: RestTarget, rest: Rest): Promise<Checked> {
  const properties = { method: 'GET', path: 'api/latest/application-properties', anonymous: true } as const
  const answer = await rest(properties)
  // Out of order, whatever it is: what it is can be told when it answers.
  if (answer.status >= 500) expect(target, properties, answer, [200])
  const { version, displayName } = object(answer.json)
  const address = target.baseUrl
  if (answer.status !== 200 || text(displayName) !== 'Bitbucket' || text(version) === '') {
    const found = text(displayName) || 'an answer of another kind'
    throw connectorProblem('application-foreign', { address, status: answer.status, found })
  }
  const [major = 0, minor = 0] = text(version).split('.').map(Number)
  if (major < 7 || (major === 7 && minor < 12)) {
    throw connectorProblem('application-too-old', { address, version: text(version) })
  }
  return { version: text(version), displayName: text(displayName) }
}

async function check(rest: Rest, target: RestTarget): Promise<Checked> {
  const found = await identify(target, rest)
  // Needs ADMIN, as everything that will be asked of it later does.
  const call: RestCall = { method: 'GET', path: `${admin}/permissions/users`, query: { limit: '1' } }
  expect(target, call, await rest(call), [200])
  return found
}

/** As an answer's header says it (bitbucket.md 2.0). */
async function callerName(target: RestTarget): Promise<string> {
  const call: RestCall = { method: 'GET', path: `${admin}/permissions/users`, query: { limit: '1' } }
  const answer = await restClient(target)(call)
  expect(target, call, answer, [200])
  return decodeURIComponent(answer.headers.get('x-ausername') ?? '')
}

/** A number in Bitbucket; it stays when the account is renamed. */
const keyOf = ({ id }: Readonly<Record<string, unknown>>) => (typeof id === 'number' ? String(id) : '')

function account(user: Readonly<Record<string, unknown>>): ApplicationAccount {
  return {
    key: keyOf(user),
    userName: text(user.name),
    displayName: text(user.displayName),
    emailAddress: text(user.emailAddress),
    active: user.active !== false,
  }
}

type List = (path: string, query: Readonly<Record<string, string>>) => ReturnType<typeof pages>

/** Each group is told once, with the most that it may (bitbucket.md 2.2). */
async function groupRights(list: List): Promise<ReadonlyMap<string, GroupRight>> {
  const rights = new Map<string, GroupRight>()
  for await (const { group, permission } of list('permissions/groups', {})) {
    const name = text(object(group).name).toLowerCase()
    rights.set(name, administers.has(text(permission)) ? 'administers' : 'lets-in')
  }
  return rights
}

async function isAdministrator(list: List, userName: string): Promise<boolean> {
  for await (const { user, permission } of list('permissions/users', { filter: userName })) {
    if (administers.has(text(permission)) && same(text(object(user).name), userName)) return true
  }
  const rights = await groupRights(list)
  const powerful = new Set([...rights].filter(([, right]) => right === 'administers').map(([name]) => name))
  if (powerful.size === 0) return false
  for await (const group of list('users/more-members', { context: userName })) {
    if (powerful.has(text(group.name).toLowerCase())) return true
  }
  return false
}
