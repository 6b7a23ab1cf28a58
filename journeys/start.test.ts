import { spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Visitor } from 'postern/sandbox'
import { afterEach, expect, test } from 'vitest'
import { accountOf, entrance, freePorts, type House, startHouse } from './house.ts'

const leaving: (() => unknown)[] = []
afterEach(async () => {
  for (const leave of leaving.splice(0)) await leave()
})

async function house(options?: { empty: boolean }): Promise<House> {
  const started = await startHouse(options)
  leaving.push(() => started.leave())
  return started
}

const addresses = ({ bitbucket, sso, identityProvider }: House) => [bitbucket, sso, identityProvider]
const answers = (url: string) =>
  fetch(url).then(
    () => true,
    () => false,
  )

/** Runs the command line to its end. */
async function run(words: readonly string[], environment: Record<string, string> = {}) {
  const dataDirectory = mkdtempSync(join(tmpdir(), 'postern-start-'))
  leaving.push(() => rmSync(dataDirectory, { recursive: true, force: true }))
  const running = spawn(process.execPath, [entrance, ...words], {
    env: { ...process.env, DATA_DIR: dataDirectory, ...environment },
  })
  let said = ''
  for (const stream of [running.stdout, running.stderr]) stream.on('data', (part) => (said += String(part)))
  const status = await new Promise<number | null>((resolve) => running.once('close', resolve))
  return { status, said, dataDirectory }
}

test('Ctrl-C stops all three cleanly, and the next start has the same accounts and data', async () => {
  const first = await house()
  const { userName, password } = accountOf(first, 'sso', 'administrator')
  expect(await first.stop()).toBe(0)
  expect(await Promise.all(addresses(first).map(answers))).toEqual([false, false, false])
  const second = await first.again()
  leaving.push(() => second.leave())
  expect(second.accounts).toEqual(first.accounts)
  const visitor = new Visitor(second.sso)
  await visitor.send('signing in', '/admin/sign-in', { userName, password })
  expect((await visitor.get('/admin/connections')).text).toContain('Contoso')
})

test('sandbox.json and what else is secret can be read by their owner alone', async () => {
  const { dataDirectory } = await house({ empty: true })
  const files = readdirSync(dataDirectory, { recursive: true, withFileTypes: true }).filter((one) =>
    one.isFile(),
  )
  expect(files.map(({ name }) => name)).toContain('sandbox.json')
  for (const { name, parentPath } of files) {
    expect.soft(statSync(join(parentPath, name)).mode & 0o077, name).toBe(0)
  }
  expect(statSync(join(dataDirectory, 'sandbox.json')).mode & 0o777).toBe(0o600)
})

test('--empty prepares the three administrators and the first domain, and nothing else', async () => {
  const empty = await house({ empty: true })
  expect(empty.accounts.map(({ system, role }) => `${system} ${role}`)).toEqual([
    'identity-provider administrator',
    'sso administrator',
    'bitbucket administrator',
  ])
  const directory = new Visitor(empty.identityProvider)
  await directory.send('signing in', '/sign-in', { ...signIn(empty, 'identity-provider') })
  expect((await directory.get('/admin/domains')).text).toContain('contoso.example')
  expect((await directory.get('/admin/users')).text).not.toContain('B.Simon')
  expect((await directory.get('/admin/enterprise-applications')).text).not.toContain(
    'Kantega SSO for Bitbucket',
  )
  const console = new Visitor(empty.sso)
  await console.send('signing in', '/admin/sign-in', { ...signIn(empty, 'sso') })
  expect((await console.get('/admin/connections')).text).not.toMatch(
    /href="\/admin\/connections\/[0-9a-f]{16}/,
  )
})

function signIn(of: House, system: 'identity-provider' | 'sso') {
  const { userName, password } = accountOf(of, system, 'administrator')
  return { userName, password }
}

test('a port in use gives one clear line and starts nothing', async () => {
  const [bitbucket, sso, identityProvider] = (await freePorts(3)).map(String)
  const taken = createServer()
  await new Promise<void>((resolve) => taken.listen(Number(sso), '127.0.0.1', resolve))
  leaving.push(() => taken.close())
  const ports = {
    BITBUCKET_PORT: `${bitbucket}`,
    SSO_PORT: `${sso}`,
    IDENTITY_PROVIDER_PORT: `${identityProvider}`,
  }
  const { status, said, dataDirectory } = await run(['start'], ports)
  expect(status).toBe(1)
  expect(said).toMatch(new RegExp(`^Port ${sso}, which the SSO service needs, is in use .*SSO_PORT=.*\n$`))
  expect(readdirSync(dataDirectory)).toEqual([])
})

test('what cannot be understood gives one line', async () => {
  const { status, said } = await run(['start', '--full'])
  expect([status, said]).toEqual([1, 'postern start does not know --full. The only option is --empty.\n'])
  expect((await run(['start'], { SSO_PORT: 'x' })).said).toMatch(
    /^SSO_PORT is "x", which is not a port\..*\n$/,
  )
  expect((await run(['strat'])).status).toBe(2)
})
