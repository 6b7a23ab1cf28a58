import type { World } from '@postern/kit/world'
import { Problem } from '@postern/saml'
import type { Application } from '../applications/application.ts'
import type { Applications } from '../applications/store.ts'
import { connect } from '../connectors/connect.ts'
import type { ApplicationAccount, Connector } from '../connectors/connector.ts'

/** Somebody whom an application stopped after we had said who they are. We are not told of it: it is in what was pasted. */
export interface StoppedThere {
  readonly userName: string
}

/** In Bitbucket's own words (bitbucket.md 1c); undefined where they are not there. */
export function stoppedThere(text: string): StoppedThere | undefined {
  const words =
    /Received SSO request for user (\S.{0,254}?), but the user (?:does not exist|is not permitted to log in)/i
  const [, userName] = words.exec(text) ?? []
  return userName === undefined ? undefined : { userName }
}

/** Why it is so, as the application tells it now, and what ends it. */
export interface Told {
  readonly application: string
  readonly cause: string
  readonly remedy: string
}

/** Asks each application that is connected about the person. */
export async function askThere(
  of: { readonly world: World; readonly applications: Applications },
  { userName }: StoppedThere,
): Promise<readonly Told[]> {
  // At once: one that does not answer keeps nobody waiting for the others.
  const asked = (await of.applications.list()).map(async (application): Promise<Told> => {
    const verdict = await connect({ ...of, application })
      .then((connector) => judge(connector, application, userName))
      .catch(unanswered)
    return { application: application.name, ...verdict }
  })
  return Promise.all(asked)
}

function unanswered(thrown: unknown): Verdict {
  if (!(thrown instanceof Problem)) throw thrown
  return { cause: thrown.message, remedy: thrown.remedy }
}

type Verdict = Pick<Told, 'cause' | 'remedy'>

async function judge(connector: Connector, { name }: Application, userName: string): Promise<Verdict> {
  const account = await connector.findAccount(userName)
  if (!account)
    return {
      cause: `There is no account ${userName} in ${name}.`,
      remedy: `Begin the sign-in anew: Postern makes the account where the connection says to create users. Or create it under Administration, Users, in ${name}.`,
    }
  if (!account.active)
    return {
      cause: `The account ${account.userName} of ${name} is not active.`,
      remedy: `Make it active in the directory that ${name} has it from.`,
    }
  return judgeRights(connector, name, account)
}

/** Whether a group lets the person in. A right of their own is told by no call but for administrators. */
async function judgeRights(
  connector: Connector,
  name: string,
  { userName }: ApplicationAccount,
): Promise<Verdict> {
  const [groups, rights] = [await connector.groupsOf(userName), await connector.groupRights()]
  const letting = groups.filter((group) => rights.has(group.toLowerCase()))
  if (letting.length > 0 || (await connector.isAdministrator(userName))) {
    const by = letting.length > 0 ? `through ${letting.join(', ')}` : 'as an administrator'
    return {
      cause: `${userName} may log in to ${name} now, ${by}. If the person is still stopped, the licence may be why.`,
      remedy: `Check Administration, Licensing, in ${name}: it may have expired, or hold fewer seats than are taken. Then let the person try again.`,
    }
  }
  const known = [...rights.keys()].slice(0, 20).join(', ')
  return {
    cause: `${userName} is in no group that may log in to ${name}: ${groups.join(', ') || 'it is in none at all'}.`,
    remedy: known
      ? `Groups that may: ${known}. Name one of them under Groups for users of the connection, or grant the permission Bitbucket User under Administration, Global permissions, in ${name}.`
      : `No group may: grant one the permission Bitbucket User under Administration, Global permissions, in ${name}.`,
  }
}
