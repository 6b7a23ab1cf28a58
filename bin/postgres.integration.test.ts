import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { describeUnless } from '@postern/kit/testing'
import pg from 'pg'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'

const program = join(import.meta.dirname, 'postgres.cjs')
const missing = process.env.TEST_DATABASE_URL ? undefined : 'no PostgreSQL: TEST_DATABASE_URL is not set'

describeUnless(missing, 'the PostgreSQL server of a test run', () => {
  let folder = ''

  beforeEach(() => {
    // Short, since the path of a socket may have 107 characters.
    folder = mkdtempSync('/tmp/postern-')
    // The server runs as another user, who has to pass through.
    chmodSync(folder, 0o711)
  })

  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  async function start(command: string, given: readonly string[]) {
    const child = spawn(command, given, {
      env: { ...process.env, TMPDIR: folder },
      stdio: ['pipe', 'pipe', 'inherit'],
    })
    const [line] = await Promise.race([once(child.stdout, 'data'), once(child, 'exit')])
    return { child, url: String(line).trim() }
  }

  async function answers(connectionString: string) {
    const client = new pg.Client({ connectionString })
    await client.connect()
    const { rows } = await client.query('select current_setting($1) as addresses', ['listen_addresses'])
    await client.end()
    return rows
  }

  const everythingIsGone = () => vi.waitFor(() => expect(readdirSync(folder)).toEqual([]), 20_000)

  test('answers on a socket only, and is gone when its standard input closes', async () => {
    const { child, url } = await start(process.execPath, [program])
    expect(await answers(url)).toEqual([{ addresses: '' }])
    child.stdin.end()
    expect(await once(child, 'exit')).toEqual([0, null])
    await everythingIsGone()
    await expect(answers(url)).rejects.toThrow()
  })

  test('is gone after Ctrl-C', async () => {
    const { child } = await start(process.execPath, [program])
    child.kill('SIGINT')
    expect(await once(child, 'exit')).toEqual([0, null])
    await everythingIsGone()
  })

  test('is gone after the process that started it was killed', async () => {
    const parent = `const { spawn } = require('node:child_process')
      spawn(process.execPath, [${JSON.stringify(program)}], { stdio: ['pipe', 'inherit', 'inherit'] })`
    const { child } = await start(process.execPath, ['-e', parent])
    child.kill('SIGKILL')
    await everythingIsGone()
  })

  test('leaves nothing behind for good when it is killed itself', async () => {
    const killed = await start(process.execPath, [program])
    const left = readdirSync(folder)
    killed.child.kill('SIGKILL')
    await once(killed.child, 'exit')
    const server = Number(
      readFileSync(join(folder, left[0] ?? '', 'data/postmaster.pid'), 'utf8').split('\n')[0],
    )

    const next = await start(process.execPath, [program])
    expect(readdirSync(folder)).toHaveLength(1)
    expect(readdirSync(folder)).not.toEqual(left)
    // It would end by itself in a minute.
    process.kill(server, 'SIGQUIT')
    next.child.stdin.end()
    await everythingIsGone()
  })
})
