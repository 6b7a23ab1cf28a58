import type { Places } from './places.ts'
import { domain, type StartRecord, type TestAccount } from './record.ts'

/** One short line about what is going on, on standard error: standard output holds only the result. */
export function progress(line: string): void {
  process.stderr.write(`${line}\n`)
}

const titles = {
  'identity-provider': 'Identity provider',
  sso: 'SSO service',
  bitbucket: 'Bitbucket',
} as const

/** What to open, who can sign in, what to do next. */
export function welcome(places: Places, record: StartRecord, wanted: StartRecord['kind']): void {
  const lines = [
    '',
    'Postern is running.',
    '',
    `  Bitbucket           ${places.bitbucket.address}`,
    `  SSO service         ${places.sso.address}`,
    `  Identity provider   ${places.identityProvider.address}`,
    '',
    'Accounts to try (each system at its /admin, unless it says "person"):',
    '',
    ...record.accounts.map(accountLine),
    '',
    ...next(places, record),
    '',
    ...otherwise(record, wanted),
    `Everything is kept in ${places.dataDirectory} and is there again at the next start.`,
    'Stop with Ctrl-C.',
    '',
  ]
  process.stdout.write(lines.join('\n'))
}

function accountLine({ system, role, userName, password }: TestAccount): string {
  const who = role === 'user' ? 'person' : role
  return `  ${titles[system].padEnd(19)} ${who.padEnd(14)} ${userName.padEnd(26)} ${password}`
}

function next(places: Places, record: StartRecord): readonly string[] {
  if (record.kind === 'sandbox') {
    return [
      `Next: open ${places.bitbucket.address} in a browser and sign in as B.Simon@${domain}.`,
      'You pass the three servers and arrive in Bitbucket with an account that was made for you on the way.',
      `Then look at ${places.sso.address}/admin to see what happened, step by step.`,
    ]
  }
  return [
    'Next: docs/tutorial.md walks from three empty servers to the first sign-in. It begins at',
    `${places.identityProvider.address}/admin with an enterprise application and a user.`,
  ]
}

function otherwise(record: StartRecord, wanted: StartRecord['kind']): readonly string[] {
  if (record.kind === wanted) return []
  return record.kind === 'empty'
    ? [
        'This data directory was begun with --empty, so no sandbox was prepared. Another DATA_DIR gets one.',
        '',
      ]
    : [
        'This data directory holds the sandbox already; --empty changed nothing. Another DATA_DIR can be empty.',
        '',
      ]
}
