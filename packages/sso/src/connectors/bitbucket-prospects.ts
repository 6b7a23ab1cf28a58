import type { Checked } from './connector.ts'
import { type Way, wayLabels } from './credential.ts'
import type { Prospect, Trial } from './kind.ts'
import { type Rest, type RestTarget, restClient } from './rest.ts'

type Prospects = readonly Prospect[]

/** What will work with this Bitbucket and what will not; asked without a credential, but for what `trial` came of. */
export async function prospects(of: {
  readonly target: RestTarget
  readonly found: Checked
  readonly trial?: Trial | undefined
}): Promise<Prospects> {
  const rest = restClient(of.target)
  const { version } = of.found
  return [
    ...(await Promise.all([signIn(rest), byWay('link', of.trial) ?? link(rest, version)])),
    byWay('password', of.trial) ?? basic(version),
    byWay('session', of.trial) ?? session,
    ...always,
  ]
}

/** What a trial with a credential came to says more than the version. */
function byWay(way: Way, trial: Trial | undefined): Prospect | undefined {
  if (trial?.way !== way) return undefined
  const { problem, userName } = trial
  const what = wayLabels[way]
  if (problem) return { what, works: 'no', says: `${problem.message} ${problem.remedy}` }
  return { what, works: 'yes', says: `Tried just now: ${userName} may administer this Bitbucket.` }
}

const statusOf = async (rest: Rest, path: string) =>
  (await rest({ method: 'GET', path, anonymous: true })).status

async function signIn(rest: Rest): Promise<Prospect> {
  const what = 'Sign-in by OpenID Connect or SAML'
  const there = (await statusOf(rest, 'authconfig/latest/login-options')) === 200
  return there
    ? {
        what,
        works: 'yes',
        says: 'Postern enters itself under Authentication methods, and can take itself out again.',
      }
    : {
        what,
        works: 'no',
        says: 'This Bitbucket does not answer at /rest/authconfig, by which Postern enters itself under Authentication methods. It came with 7.12.',
      }
}

/** Whether the provider is there at all: 401, not 404 (bitbucket.md 2.0). */
async function link(rest: Rest, version: string): Promise<Prospect> {
  const what = wayLabels.link
  const status = await statusOf(rest, 'oauth2/latest/client')
  if (status === 404)
    return { what, works: 'no', says: `Bitbucket ${version} offers none. They came with 7.21.` }
  return {
    what,
    works: 'yes',
    says: 'Works while Basic authentication is blocked, and with two-step verification. A System Admin of Bitbucket allows it with one click.',
  }
}

const majorOf = (version: string) => Number(version.split('.')[0])

/** bitbucket.md 1d: 10 blocks it until an administrator allows it. */
function basic(version: string): Prospect {
  const what = wayLabels.password
  const where =
    'under Administration, Authentication methods, Basic authentication, in Bitbucket: add the account to the allowed users'
  if (majorOf(version) >= 10)
    return {
      what,
      works: 'unknown',
      says: `Bitbucket ${version} refuses Basic authentication unless an administrator allows it ${where}. Test it with the account.`,
    }
  return {
    what,
    works: 'unknown',
    says: `Bitbucket ${version} takes Basic authentication unless an administrator has blocked it. Where it is blocked, allow it ${where}.`,
  }
}

const session: Prospect = {
  what: wayLabels.session,
  works: 'unknown',
  says: 'Works while Basic authentication is blocked. Not for an account with two-step verification, nor while Bitbucket asks it for a CAPTCHA.',
}

/** What no version does differently (bitbucket.md 0, 2.1, 4). */
const always: Prospects = [
  {
    what: 'Accounts and groups',
    works: 'yes',
    says: 'Accounts are made, changed, renamed, and put into and taken out of groups. A group that no connection manages is never touched.',
  },
  {
    what: 'Making an account inactive',
    works: 'no',
    says: 'Bitbucket has no REST call for it. Who may no longer sign in keeps the account, its password and its access tokens until an administrator of Bitbucket takes them away.',
  },
  {
    what: 'Single sign-on for git',
    works: 'no',
    says: 'Sign-in is for the browser alone. For git over HTTP people make an access token in Bitbucket; for SSH they add a key.',
  },
]
