import { existsSync } from 'node:fs'
import { gitProblem } from './problems.ts'
import { killGit, spawnGit } from './spawn.ts'

/** The end of a git command: its output, and whether it succeeded. */
export interface Ran {
  readonly ok: boolean
  readonly stdout: Buffer
  readonly stderr: string
}

const mostAtOnce = 12
const mostWaiting = 200
const usualLimit = 16 * 1024 ** 2
const longest = 30_000

/**
 * Runs one git command in a repository and keeps its output: at most `limit` octets (16 MiB), 30 seconds, and twelve at
 * once. Problem `git-too-much` or `git-busy` beyond that.
 */
export async function runGit(
  directory: string,
  parameters: readonly string[],
  of: { limit?: number; input?: string } = {},
): Promise<Ran> {
  await turn()
  try {
    return await run(directory, parameters, of)
  } finally {
    const next = waiting.shift()
    if (next) next()
    else running--
  }
}

/** As `runGit`, for what cannot fail but by a bug or a damaged repository. */
export async function requireGit(
  directory: string,
  parameters: readonly string[],
  of: { limit?: number; input?: string } = {},
): Promise<Buffer> {
  const { ok, stdout, stderr } = await runGit(directory, parameters, of)
  if (!ok) throw new Error(`git ${parameters[0]} failed: ${stderr}`)
  return stdout
}

let running = 0
const waiting: (() => void)[] = []

function turn(): Promise<void> {
  if (running < mostAtOnce) {
    running++
    return Promise.resolve()
  }
  if (waiting.length >= mostWaiting) throw gitProblem('git-busy', {})
  // Whoever ends hands the place on, so that `running` stays as it is.
  return new Promise((resolve) => waiting.push(resolve))
}

function run(
  directory: string,
  parameters: readonly string[],
  { limit = usualLimit, input = '' }: { limit?: number; input?: string },
): Promise<Ran> {
  const child = spawnGit(parameters, { cwd: directory })
  const chunks: Buffer[] = []
  let [length, stderr, tooMuch] = [0, '', false]
  const stop = () => {
    tooMuch = true
    killGit(child)
  }
  const timer = setTimeout(stop, longest)
  child.stdout.on('data', (chunk: Buffer) => {
    length += chunk.length
    if (length > limit) stop()
    else chunks.push(chunk)
  })
  child.stderr.on('data', (chunk: Buffer) => {
    stderr = `${stderr}${chunk.toString()}`.slice(0, 2_000)
  })
  child.stdin.end(input)
  return new Promise((resolve, reject) => {
    child.once('error', (error: NodeJS.ErrnoException) => {
      clearTimeout(timer)
      // A folder that is not there gives the same code.
      const missing = error.code === 'ENOENT' && existsSync(directory)
      reject(missing ? gitProblem('git-missing', {}, { cause: error }) : error)
    })
    child.once('close', (code) => {
      clearTimeout(timer)
      if (tooMuch) reject(gitProblem('git-too-much', { limit }))
      else resolve({ ok: code === 0, stdout: Buffer.concat(chunks), stderr })
    })
  })
}
