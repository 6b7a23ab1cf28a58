import type { World } from '@postern/kit/world'
import { type Account, accountId } from '../accounts/account.ts'
import type { Decision } from '../accounts/decision.ts'
import { decisions } from '../accounts/decisions.ts'
import { accountProblem } from '../accounts/problems.ts'
import { accounts } from '../accounts/store.ts'
import type { Who } from '../audit/store.ts'
import { record } from '../audit/store.ts'
import type { Connection } from '../connections/connection.ts'
import { connections } from '../connections/store.ts'
import type { ApplicationAccount, Connector } from '../connectors/connector.ts'

/** What the application and we know of an account that somebody may be tied to. */
export interface Candidate {
  readonly account: ApplicationAccount
  readonly administrator: boolean
  /** Who is tied to it now. */
  readonly holder: Account | undefined
  /** By which connection the holder comes. */
  readonly holderConnection: string
}

/** Asks the application now: what was so when the person was refused may have changed. */
export async function candidate(
  world: World,
  connector: Connector,
  decision: Pick<Decision, 'applicationId'>,
  userName: string,
): Promise<Candidate | undefined> {
  const account = await connector.findAccount(userName)
  if (!account) return undefined
  const kept = await accounts(world.store).findByUserName(decision.applicationId, account.userName)
  const by = kept && (await connections(world.store).find(kept.account.connectionId))
  return {
    account,
    holderConnection: by?.name ?? 'a deleted connection',
    administrator: await connector.isAdministrator(account.userName),
    holder: kept?.account,
  }
}

interface Settling {
  readonly world: World
  readonly who: Who
  readonly decision: Decision
  readonly connection: Pick<Connection, 'id' | 'name'>
}

/** The person is this account from now on, and whoever was it is not. Problem `decision-over`. */
export async function tie(of: Settling, to: Candidate): Promise<void> {
  const { account, holder, administrator } = to
  const facts = { 'Tied to': account.userName, Administers: administrator }
  await settle(
    of,
    { userName: account.userName, key: account.key, state: 'ready', holder, facts },
    account.emailAddress,
  )
}

/** The person gets an account of this name when they sign in next. Problem `decision-over`. */
export async function giveName(of: Settling, userName: string): Promise<void> {
  await settle(of, {
    userName,
    key: '',
    state: 'pending',
    holder: undefined,
    facts: { 'New account': userName },
  })
}

export async function keepRefused({ world, who, decision, connection }: Settling): Promise<void> {
  await world.store.transaction(async (inside) => {
    await decisions(inside).decide(decision.id, 'refused', who)
    await record(inside, who, {
      action: 'Person kept refused',
      subject: { kind: 'Decision', id: decision.id, name: decision.displayName },
      after: { Connection: connection.name, 'Immutable id': decision.subject },
    })
  })
}

interface Settled {
  readonly userName: string
  readonly key: string
  readonly state: 'ready' | 'pending'
  readonly holder: Account | undefined
  readonly facts: Readonly<Record<string, string | boolean>>
}

async function settle(
  { world, who, decision, connection }: Settling,
  { userName, key, state, holder, facts }: Settled,
  known = '',
): Promise<void> {
  const emailAddress = decision.emailAddress ?? known
  if (!emailAddress) throw accountProblem('account-address', { userName: decision.userName })
  const account: Account = {
    id: accountId(world.random(16).toString('hex')),
    connectionId: decision.connectionId,
    applicationId: decision.applicationId,
    subject: decision.subject,
    userName,
    displayName: decision.displayName,
    emailAddress,
    key,
    createdAt: who.at,
  }
  await world.store.transaction(async (inside) => {
    if (holder) await accounts(inside).remove(holder.id)
    // Signed in meanwhile in another way, or the account went to somebody else: nothing of this is kept.
    if (!(await accounts(inside).claim(account, state)))
      throw accountProblem('decision-over', { person: decision.displayName })
    await decisions(inside).decide(decision.id, 'tied', who, userName)
    await record(inside, who, {
      action: 'Person tied by a decision',
      subject: { kind: 'Decision', id: decision.id, name: decision.displayName },
      before: holder ? { Holder: `${holder.displayName}, ${holder.subject}` } : {},
      after: { Connection: connection.name, 'Immutable id': decision.subject, ...facts },
    })
  })
}

/** Why a new account cannot be called so; undefined: nothing. */
export function nameFault(
  userName: string,
  connection: Pick<Connection, 'accounts' | 'name'>,
): string | undefined {
  if (userName === '') return 'Enter the User name that the new account gets.'
  if (userName.length > 255 || /\p{C}/u.test(userName) || /[\p{Zl}\p{Zp}]/u.test(userName))
    return 'Enter a User name of at most 255 letters, without characters that cannot be seen.'
  if (!connection.accounts.create)
    return `${connection.name} makes no accounts. Make it in Bitbucket and tie the person to it above, or turn on “Create users in Bitbucket's internal Directory if needed”.`
  return undefined
}
