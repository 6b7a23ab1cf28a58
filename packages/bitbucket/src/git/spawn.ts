import { type ChildProcess, type ChildProcessByStdio, spawn } from 'node:child_process'
import type { Socket } from 'node:net'
import type { Readable, Writable } from 'node:stream'

export type GitProcess = ChildProcessByStdio<Writable, Readable, Readable>

/** Every pushed pack has a bound. */
const largestPush = 8 * 1024 ** 3

/**
 * What holds for every git process. The machine's and the account's configuration count for nothing: an alias, a hook or a
 * filter there would run with the rights of this server. `core.fsync` also covers references, so that a push which was
 * acknowledged survives a power cut.
 */
const configuration: Readonly<Record<string, string>> = {
  'core.fsync': 'committed,reference',
  'core.hooksPath': '/dev/null',
  'receive.maxInputSize': String(largestPush),
  'uploadpack.allowFilter': 'true',
  'http.getanyfile': 'false',
}

function environment(): Readonly<Record<string, string>> {
  const entries = Object.entries(configuration)
  return {
    PATH: process.env.PATH ?? '/usr/bin:/bin',
    LC_ALL: 'C.UTF-8',
    HOME: '/nonexistent',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_ATTR_NOSYSTEM: '1',
    GIT_TERMINAL_PROMPT: '0',
    // A path that somebody asked for is a path, whatever `:(magic)` or `*` it holds.
    GIT_LITERAL_PATHSPECS: '1',
    GIT_CONFIG_COUNT: String(entries.length),
    ...Object.fromEntries(
      entries.flatMap(([key, value], n) => [
        [`GIT_CONFIG_KEY_${n}`, key],
        [`GIT_CONFIG_VALUE_${n}`, value],
      ]),
    ),
  }
}

/**
 * Starts git. `more` is put into its environment, and `stdout` is where its output goes instead of to us. Nothing passes a shell.
 */
export function spawnGit(
  parameters: readonly string[],
  of: { cwd?: string; more?: Readonly<Record<string, string>>; stdout?: Socket } = {},
): GitProcess {
  const child: ChildProcess = spawn('git', parameters, {
    cwd: of.cwd,
    env: { ...environment(), ...of.more },
    stdio: ['pipe', of.stdout ?? 'pipe', 'pipe'],
  })
  // Who stops reading early (a bad request, say) closes the pipe: that is told by the exit, not by this.
  child.stdin?.on('error', () => undefined)
  return child as GitProcess
}

/** Ends a git process; by SIGTERM, at which git ends what it started too. Nothing happens where it has ended. */
export function killGit(child: GitProcess): void {
  if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM')
}
