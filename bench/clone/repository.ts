import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'

const environment = {
  PATH: process.env.PATH ?? '',
  HOME: '/nonexistent',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_TERMINAL_PROMPT: '0',
}

async function ended(child: ChildProcess): Promise<void> {
  const [code] = (await once(child, 'close')) as [number | null]
  if (code !== 0) throw new Error(`${child.spawnargs.join(' ')} ended with ${code}`)
}

const git = (parameters: readonly string[], stdin: 'ignore' | 'pipe' = 'ignore') =>
  spawn('git', parameters, { env: environment, stdio: [stdin, 'ignore', 'inherit'] })

/** A bare repository of so many files of one megabyte that cannot be packed any smaller. */
export async function makeRepository(folder: string, megabytes: number): Promise<string> {
  const source = join(folder, 'source.git')
  await ended(git(['init', '-q', '--bare', '--initial-branch=main', source]))
  const child = git(['--git-dir', source, 'fast-import', '--quiet'], 'pipe')
  const end = ended(child)
  const write = async (chunk: string | Buffer) => {
    if (child.stdin && !child.stdin.write(chunk)) await once(child.stdin, 'drain')
  }
  await write(`commit refs/heads/main\ncommitter Bench <bench@example.com> 1700000000 +0000\ndata 5\nfiles\n`)
  for (let n = 0; n < megabytes; n++) {
    await write(`M 100644 inline file-${n}.bin\ndata ${1024 ** 2}\n`)
    await write(randomBytes(1024 ** 2))
    await write('\n')
  }
  child.stdin?.end('done\n')
  await end
  return source
}

export const pushAll = (source: string, url: string): Promise<void> =>
  ended(git(['--git-dir', source, 'push', '-q', url, 'main']))

/** One clone, in seconds; what was cloned is removed again. */
export async function cloneOnce(folder: string, url: string): Promise<number> {
  const target = join(folder, 'clone.git')
  const began = performance.now()
  await ended(git(['clone', '-q', '--bare', url, target]))
  const took = performance.now() - began
  await rm(target, { recursive: true, force: true })
  return took / 1000
}
