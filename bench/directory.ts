/**
 * A large directory on the embedded store: 100,000 users, 5,000 groups, 500 applications. How long a search takes that is sent
 * with every letter typed, and a sign-in of a person in 300 groups beyond the hash of the password. Built code, real HTTP on
 * this machine. Before that, how fast a Response is issued beside a bare signature. Prints a table, and fails where a goal is
 * missed.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { hashPassword, verifyPassword } from '@postern/kit/password'
import { Visitor } from 'postern/sandbox'
import { fill, size } from './directory/fill.ts'
import { issuingRatio } from './directory/issue.ts'
import { administrator, type Server, startIdentityProvider } from './directory/server.ts'

const rounds = 60
const goals = { search: 100, signIn: 50, issuing: 0.8 }
const password = 'Correct-horse-2'
const application = '/admin/enterprise-applications'

const middle = (of: readonly number[], at = 0.5) =>
  of.toSorted((a, b) => a - b)[Math.floor(of.length * at)] ?? Number.NaN

async function timed<T>(work: () => Promise<T>): Promise<{ took: number; of: T }> {
  const began = performance.now()
  const of = await work()
  return { took: performance.now() - began, of }
}

async function administratorOf(server: Server): Promise<Visitor> {
  const visitor = new Visitor(server.origin)
  await visitor.send('signing in', '/sign-in', administrator)
  return visitor
}

/** One of each kind, made by the forms of the admin center. */
async function makeOne(server: Server): Promise<{ readonly user: string; readonly application: string }> {
  const visitor = await administratorOf(server)
  const person = { displayName: 'Model', userPrincipalName: 'model@contoso.example', password }
  const user = await visitor.send('creating a user', '/admin/users/new', person, '/admin/users')
  await visitor.send('creating a group', '/admin/groups/new', { displayName: 'Model' })
  const fields = { name: 'Model', template: 'own' }
  const added = await visitor.send('adding', `${application}/new/own`, fields, application)
  const id = added.url.pathname.split('/')[3] ?? ''
  const place = `${application}/${id}`
  while ((await visitor.get(place)).url.pathname.endsWith('/adding')) {}
  const address = 'http://localhost:4200/login'
  const configuration = { identifier: address, replyUrl: address, signOnUrl: '' }
  await visitor.send('choosing SAML', `${place}/single-sign-on/method`, { method: 'saml' })
  await visitor.send('configuring', `${place}/single-sign-on/basic-saml-configuration`, configuration)
  const groups = { which: 'all', value: 'id' }
  await visitor.send('claiming groups', `${place}/single-sign-on/attributes-and-claims/groups`, groups)
  const of = { user: user.url.pathname.split('/')[3] ?? '', application: id }
  await visitor.send(
    'assigning',
    `${place}/users-and-groups/add?user=${of.user}`,
    of,
    `${place}/users-and-groups`,
  )
  return of
}

/** Names of which every part is typed letter by letter; some are of nobody. */
async function searches(server: Server): Promise<readonly number[]> {
  const visitor = await administratorOf(server)
  const times: number[] = []
  for (const name of ['fatou hansen 5', 'jun.li', 'simon', 'berg 99999', 'nobody at all', 'É']) {
    for (let letters = 1; letters <= name.length; letters++) {
      const query = encodeURIComponent(name.slice(0, letters))
      times.push((await timed(() => visitor.get(`/admin/users?q=${query}`))).took)
    }
  }
  return times
}

/** From the password to the Response, without what the hash takes: measured in turn with it. */
async function signIns(server: Server, userName: string, app: string): Promise<readonly number[]> {
  const hash = await hashPassword(password)
  const times: number[] = []
  const hashes: number[] = []
  for (let round = 0; round < rounds; round++) {
    const visitor = new Visitor(server.origin)
    const from = `/my-apps/launch/${app}`
    const door = await visitor.get(from)
    const csrf = /name="csrf"[^>]*value="([^"]+)"/.exec(door.text)?.[1] ?? ''
    const fields = { csrf, userName, password, continue: from }
    const { took, of } = await timed(() => visitor.post(new URL('/sign-in', server.origin), fields))
    if (!of.text.includes('SAMLResponse')) throw new Error(`no Response: ${of.status} ${of.url.href}`)
    times.push(took)
    hashes.push((await timed(() => verifyPassword(hash, password))).took)
  }
  return times.map((took) => took - middle(hashes))
}

const folder = mkdtempSync(join(tmpdir(), 'postern-directory-'))
try {
  const issuing = await issuingRatio()
  const first = await startIdentityProvider(folder)
  const model = await makeOne(first)
  await first.stop()
  const { took, of: userName } = await timed(async () => fill(join(folder, 'store.sqlite'), model))
  const { users, groups, applications, memberships } = size
  process.stdout.write(
    `${users} users, ${groups} groups, ${applications} applications; filled in ${(took / 1000).toFixed(0)} s\n`,
  )
  const server = await startIdentityProvider(folder)
  const rows = [
    { name: 'search as you type', goal: goals.search, times: await searches(server) },
    {
      name: `sign-in, ${memberships} groups, without the hash`,
      goal: goals.signIn,
      times: await signIns(server, userName, model.application),
    },
  ]
  await server.stop()
  for (const { name, goal, times } of rows) {
    const [low, high] = [middle(times), middle(times, 0.95)].map((ms) => ms.toFixed(1).padStart(7))
    process.stdout.write(`${name.padEnd(40)} median ${low} ms, 95 % ${high} ms, goal ${goal} ms\n`)
  }
  const [share, spread] = [issuing.median.toFixed(2), `${(issuing.spread * 100).toFixed(0)} %`]
  process.stdout.write(
    `${'a signed Response beside RSA-2048 alone'.padEnd(40)} median ${share.padStart(7)}, spread ${spread}, goal ${goals.issuing}\n`,
  )
  const areQuick = rows.every(({ times, goal }) => middle(times) < goal)
  process.exitCode = areQuick && issuing.median >= goals.issuing ? 0 : 1
} finally {
  rmSync(folder, { recursive: true, force: true })
}
