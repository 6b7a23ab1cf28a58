import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterEach, beforeEach, expect, test } from 'vitest'

/** What a clone has of the command line, made small: it answers with what it was given. */
const ECHO = `
process.on('SIGTERM', () => process.exit(9))
let input = ''
for await (const part of process.stdin) input += part
process.stdout.write(JSON.stringify({ input, given: process.argv.slice(2), cwd: process.cwd() }))
if (process.argv[2] === 'wait') setInterval(() => {}, 1000)
else process.exitCode = Number(process.argv[2])`

/** Stands in for the compiler, which the small clone gets as a package of its own, from no registry. */
const COMPILER = `#!/usr/bin/env node
const { mkdirSync, writeFileSync } = require('node:fs')
console.log('compiling')
mkdirSync('packages/postern/dist', { recursive: true })
writeFileSync('packages/postern/dist/.tsbuildinfo', '')
writeFileSync('packages/postern/dist/main.mjs', ${JSON.stringify(ECHO)})
writeFileSync('packages/postern/dist/main.js', 'import("./main.mjs")')`

let folder = ''
let clone = ''

function write(file: string, content: string) {
  writeFileSync(join(clone, file), content, { mode: 0o755 })
}

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'postern-clone-'))
  clone = join(folder, 'a clone')
  for (const name of ['packages/compiler/src', 'packages/postern/src']) {
    mkdirSync(join(clone, name), { recursive: true })
  }
  cpSync(join(import.meta.dirname, '.'), join(clone, 'bin'), { recursive: true })
  write(
    'package.json',
    JSON.stringify({ name: 'clone', version: '1.0.0', workspaces: ['packages/compiler'] }),
  )
  const compiler = { name: 'compiler', version: '1.0.0', bin: { tsc: 'tsc' } }
  write('packages/compiler/package.json', JSON.stringify(compiler))
  write('packages/compiler/tsc', COMPILER)
  mkdirSync(join(clone, 'packages/compiler/dist'))
  write('packages/compiler/dist/.tsbuildinfo', '')
  await ended(spawn('npm', ['install', '--package-lock-only'], { cwd: clone, stdio: 'ignore' }))
  symlinkSync(join(clone, 'bin/postern'), join(folder, 'postern'))
})

afterEach(() => rmSync(folder, { recursive: true, force: true }))

async function ended(child: ChildProcess): Promise<unknown> {
  const [code] = await once(child, 'exit')
  return code
}

/** Runs the command line through a link, from another folder. */
async function postern(given: readonly string[], input: string) {
  const child = spawn('./postern', given, { cwd: folder })
  child.stdin.end(input)
  const [code, output, errors] = await Promise.all([ended(child), text(child.stdout), text(child.stderr)])
  return { code, output, errors }
}

test('prepares the clone once, speaking on standard error only', async () => {
  const first = await postern(['3', 'a b', ''], 'a message')
  expect(first.errors).toMatch(/^Installing packages.*Building…\ncompiling\n$/s)
  expect(JSON.parse(first.output)).toEqual({ input: 'a message', given: ['3', 'a b', ''], cwd: folder })
  expect(first.code).toBe(3)

  const second = await postern(['0'], '')
  expect(second).toMatchObject({ code: 0, errors: '' })
})

test('builds again after a change of the sources', async () => {
  await postern(['0'], '')
  write('packages/postern/src/new.ts', '')
  expect((await postern(['0'], '')).errors).toBe('Building…\ncompiling\n')
})

test('installs again when the lock file asks for something else', async () => {
  await postern(['0'], '')
  rmSync(join(clone, 'node_modules/.package-lock.json'))
  expect((await postern(['0'], '')).errors).toContain('Installing packages')
})

test('two at once wait for each other', async () => {
  const both = await Promise.all([postern(['1'], 'one'), postern(['2'], 'two')])
  expect(both.map(({ code, output }) => [code, JSON.parse(output).input])).toEqual([
    [1, 'one'],
    [2, 'two'],
  ])
  const errors = both.map((run) => run.errors).join('')
  expect(errors.match(/Installing packages/g)).toHaveLength(1)
  expect(errors).toContain('Another set-up is running')
})

test('takes over from a set-up that died', async () => {
  mkdirSync(join(clone, '.setup-lock'))
  const dead = spawn('true')
  await ended(dead)
  write('.setup-lock/pid', String(dead.pid))
  expect(await postern(['5'], '')).toMatchObject({ code: 5 })
})

test('a build that fails is one line that says what to do, and exit code 1', async () => {
  write('packages/compiler/tsc', '#!/bin/sh\nexit 2')
  const { code, output, errors } = await postern(['0'], '')
  expect({ code, output }).toEqual({ code: 1, output: '' })
  expect(errors).toMatch(/\npostern: the build failed\. .*\n$/)
})

test('signals reach the command line itself', async () => {
  await postern(['0'], '')
  const child = spawn('./postern', ['wait'], { cwd: folder, stdio: ['ignore', 'pipe', 'inherit'] })
  await once(child.stdout, 'data')
  child.kill('SIGTERM')
  expect(await ended(child)).toBe(9)
})
