import type { Web } from '@postern/kit/http'
import type { Identity } from '@postern/saml'
import type { AccountStep } from '../accounts/look.ts'
import { provision } from '../accounts/provision.ts'
import type { ActivityId } from '../activity/activity.ts'
import type { Recorder } from '../activity/recorder.ts'
import { placeOf } from '../administrators/sessions.ts'
import type { ReadyConnection } from '../connections/connection.ts'
import { rememberUsed } from '../connections/last-used.ts'
import { connect } from '../connectors/connect.ts'
import { isOutage } from '../connectors/problems.ts'
import { vouchedDomain } from './domain.ts'
import { goOn } from './go-on.ts'
import { peopleWaiting, waitingPath } from './people-waiting.ts'
import type { SignInPorts } from './ports.ts'
import type { ReturnTo } from './sign-in.ts'

/** Somebody whom a verified answer names, and where they want to go. It can be kept and gone on from later. */
export interface Arrival {
  readonly identity: Identity
  /** When the identity provider saw the person, epoch milliseconds. */
  readonly authenticatedAt: number
  /** Undefined: nobody here began. */
  readonly returnTo: ReturnTo | undefined
  /** Of an answer that nobody asked for. */
  readonly relayState: string | undefined
}

export interface Entering extends Arrival {
  readonly connection: ReadyConnection
}

/** Identity → Account → Session, and on to the application. Problems say why not. */
export async function enter(web: Web, of: Entering, ports: SignInPorts, record: Recorder): Promise<Response> {
  const { world } = web.var
  const step = await accountStep({ world, attemptId: record.id, ...of }, ports)
  const { account, done } = await provision(step)
  const { application, connector } = step
  record.note(`Account in ${application.name}`, [account.userName, ...done].join('. '))
  const { identity, connection, authenticatedAt, returnTo } = of
  const session = await ports.sessions.open(web, {
    subject: account.id,
    facts: {
      accountId: account.id,
      connectionId: connection.id,
      attemptId: record.id,
      domain: vouchedDomain(identity) ?? '',
      ...placeOf(web),
      nameId: identity.nameId,
      nameIdFormat: identity.nameIdFormat ?? '',
      sessionIndex: identity.sessionIndex ?? '',
      ...waitingFor(returnTo),
    },
    authenticatedAt,
    ...(identity.sessionNotOnOrAfter === undefined ? {} : { endsBy: identity.sessionNotOnOrAfter }),
  })
  await ports.sessionNames.remember(session, connection.id, namesOf(identity))
  rememberUsed(web, connection.id)
  record.signedIn()
  return goOn(web, { ...of, account, application, connector }, ports)
}

const objectIdentifier = 'http://schemas.microsoft.com/identity/claims/objectidentifier'

/** What the identity provider may call the session by, when it asks to end it. */
const namesOf = ({ nameId, sessionIndex, attributes }: Identity) => [
  nameId,
  sessionIndex,
  attributes.get(objectIdentifier)?.[0],
]

/**
 * The same, but where the application does not answer, somebody who has no account there yet waits for it: on a page that
 * goes on by itself. Who was let in before never comes this far, since their account is known here.
 */
export async function enterOrWait(
  web: Web,
  of: Entering,
  ports: SignInPorts,
  record: Recorder,
): Promise<Response> {
  try {
    return await enter(web, of, ports, record)
  } catch (thrown) {
    if (!isOutage(thrown)) throw thrown
    const id = await peopleWaiting(web.var.world).keep(web, of, record.id)
    if (id === undefined) throw thrown
    record.note('Waits for the account', thrown.message, 'off')
    return web.redirect(`${waitingPath}/${id}`, 303)
  }
}

/** The account step of an arrival, with what it needs of the application. */
export async function accountStep(
  of: Pick<Entering, 'identity' | 'connection'> &
    Pick<AccountStep, 'world'> & { readonly attemptId: ActivityId },
  { applications }: Pick<SignInPorts, 'applications'>,
): Promise<AccountStep> {
  const { world, connection, identity, attemptId } = of
  const application = await applications.require(connection.applicationId)
  const connector = await connect({ world, applications, application })
  return { world, connector, application, connection, identity, attemptId }
}

/** The session answers what the application asked when it sent the person here, and what it asks of others anew. */
function waitingFor(returnTo: ReturnTo | undefined): { readonly interaction?: string } {
  if (returnTo?.to === 'interaction') return { interaction: returnTo.uid }
  if (returnTo?.to === 'saml') return { interaction: returnTo.id }
  return {}
}
