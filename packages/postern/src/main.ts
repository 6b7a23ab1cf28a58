#!/usr/bin/env -S node --max-semi-space-size=4
import { Problem } from '@postern/saml/problem'
import { usage } from './usage.ts'

/** Exit codes: 0 done, 1 refused or failed, 2 the command line cannot be understood. */
async function run(command: string | undefined, rest: readonly string[]): Promise<number> {
  switch (command) {
    case 'start':
      return (await import('./start/start.ts')).start(rest)
    case 'identity-provider':
    case 'sso':
    case 'bitbucket':
      return (await import('./server.ts')).runServer(command)
    case 'inspect':
      return (await import('./inspect/inspect.ts')).inspectCommand(rest)
    case 'help':
    case '--help':
    case '-h':
      process.stdout.write(usage)
      return 0
    default:
      process.stderr.write(command === undefined ? usage : `There is no command "${command}".\n\n${usage}`)
      return 2
  }
}

try {
  const [command, ...rest] = process.argv.slice(2)
  process.exitCode = await run(command, rest)
} catch (error) {
  if (!(error instanceof Problem)) throw error
  process.stderr.write(`${error.message} ${error.remedy}\n`)
  process.exitCode = 1
}
