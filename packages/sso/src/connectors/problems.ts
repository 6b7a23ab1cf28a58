import { entry, Problem, problems } from '@postern/saml/problem'

type Call = { readonly address: string }

const rights = 'under Administration, Global permissions, in Bitbucket'

/** What can be wrong between us and an application. The remedies name the fields of *Connect Bitbucket*. */
export const connectorProblem = problems({
  'application-unreachable': entry<Call & { reason: string }>({
    kind: 'unready',
    cause: ({ address, reason }) => `${address} cannot be reached from this server: ${reason}.`,
    remedy: 'Check Base URL, that Bitbucket runs, and that this server may open connections to it.',
  }),
  'application-slow': entry<Call & { seconds: number }>({
    kind: 'unready',
    cause: ({ address, seconds }) => `${address} did not answer within ${seconds} seconds.`,
    remedy: 'Check Base URL, and whether Bitbucket or something between it and this server is overloaded.',
  }),
  'application-redirects': entry<Call & { status: number; location: string }>({
    kind: 'invalid',
    cause: ({ address, location }) => `${address} sends on to ${location || 'another address'}.`,
    remedy: 'Give as Base URL the address that Bitbucket itself shows, with https and the context path.',
  }),
  'application-foreign': entry<Call & { status: number; found: string }>({
    kind: 'invalid',
    cause: ({ address, status, found }) =>
      `What answers at ${address} (status ${status}, ${found}) is not Bitbucket's REST API.`,
    remedy:
      'Check Base URL: it is the address of Bitbucket’s start page, with the context path where there is one.',
  }),
  'application-too-old': entry<Call & { version: string }>({
    kind: 'unready',
    cause: ({ version }) => `This is Bitbucket ${version}. Authentication methods came with 7.12.`,
    remedy: 'Connect a Bitbucket Data Center of version 7.12 or newer.',
  }),
  'application-credential': entry<Call & { userName: string; message: string }>({
    kind: 'refused',
    cause: ({ userName, message }) =>
      `Bitbucket does not accept ${userName} with this password: “${message}”`,
    remedy: 'Check Administrator’s user name and Password.',
  }),
  'application-client': entry<Call & { message: string }>({
    kind: 'refused',
    cause: ({ message }) => `Bitbucket does not know this Client ID with this Client secret: “${message}”`,
    remedy:
      'Copy Client ID and Client secret again from Administration, Application links, in Bitbucket: open the link to see both.',
  }),
  'application-consent': entry<Call & { message: string }>({
    kind: 'refused',
    cause: ({ message }) => `Bitbucket no longer lets Postern in through its application link: “${message}”`,
    remedy:
      'Connect again: a System Admin of Bitbucket allows it with one click. If the link was deleted under Administration, Application links, make it again first.',
  }),
  'application-denied': entry<Call & { message: string }>({
    kind: 'refused',
    cause: ({ message }) => `Bitbucket did not allow Postern: “${message}” Nothing was changed.`,
    remedy: 'Choose Connect Bitbucket again, then Allow on the page that Bitbucket shows.',
  }),
  'application-second-factor': entry<Call & { userName: string }>({
    kind: 'refused',
    cause: ({ userName }) => `Bitbucket wants a second factor of ${userName}, which nobody is there to type.`,
    remedy: ({ userName }) =>
      `Choose OAuth 2.0 application link, or an account without two-step verification in place of ${userName}.`,
  }),
  'application-captcha': entry<Call & { userName: string }>({
    kind: 'refused',
    cause: ({ userName }) => `Bitbucket wants ${userName} to solve a CAPTCHA after too many wrong passwords.`,
    remedy: ({ userName }) =>
      `Log in to Bitbucket as ${userName} in a browser once, then check Password and try again.`,
  }),
  'application-basic': entry<Call & { userName: string; message: string }>({
    kind: 'refused',
    cause: ({ message }) => `Bitbucket refuses Basic authentication: “${message}”`,
    remedy: ({ userName }) =>
      `Allow ${userName} under Administration, Authentication methods, Basic authentication, in Bitbucket: add the name to the allowed users.`,
  }),
  'application-rights': entry<Call & { userName: string; message: string }>({
    kind: 'refused',
    cause: ({ userName, message }) => `${userName} does not administer Bitbucket: “${message}”`,
    remedy: ({ userName }) =>
      `Give ${userName} the permission System Admin ${rights}, or enter another Administrator’s user name.`,
  }),
  'application-limited': entry<Call & { tries: number }>({
    kind: 'limited',
    cause: ({ tries }) => `Bitbucket answered ${tries} times that too many requests came (429).`,
    remedy: 'Exempt the administrator under Administration, Rate limiting, in Bitbucket, or try again later.',
  }),
  'application-full': entry<Call & { userName: string; message: string }>({
    kind: 'refused',
    cause: ({ userName, message }) => `Bitbucket does not make the account ${userName}: “${message}”`,
    remedy: 'Check Administration, License, in Bitbucket: the licence has no seat left or has expired.',
  }),
  'application-group-missing': entry<Call & { userName: string; groups: readonly string[]; message: string }>(
    {
      kind: 'unready',
      cause: ({ groups, userName, message }) =>
        `Bitbucket did not add ${userName} to ${groups.join(', ')}: “${message}”`,
      remedy:
        'Create the group under Administration, Groups, in Bitbucket, or change the groups of the connection.',
    },
  ),
  'application-answer': entry<Call & { call: string; status: number; message: string }>({
    kind: 'unready',
    cause: ({ call, status, message }) => `Bitbucket answered ${call} with ${status}: “${message}”`,
    remedy: 'Mend what Bitbucket says, then try again.',
  }),
  'application-large': entry<Call & { call: string; most: number }>({
    kind: 'unready',
    cause: ({ call, most }) => `Bitbucket’s answer to ${call} goes on beyond ${most} pages.`,
    remedy: 'Report this with the reference: the search must be narrower.',
  }),
})

const outages: ReadonlySet<string> = new Set([
  'application-unreachable',
  'application-slow',
  'application-limited',
])

/** Whether the application does not answer as it does when it works: what was asked of it may well succeed later. */
export function isOutage(thrown: unknown): thrown is Problem {
  if (!(thrown instanceof Problem)) return false
  return (
    outages.has(thrown.code) || (thrown.code === 'application-answer' && Number(thrown.facts.status) >= 500)
  )
}
