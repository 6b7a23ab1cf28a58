import { cookies, type Web } from '@postern/kit/http'
import { type Identity, readUnverifiedResponse } from '@postern/saml'
import { seenAnswers } from '../account-rules/seen-answers.ts'
import type { Account } from '../accounts/account.ts'
import { provision } from '../accounts/provision.ts'
import type { ActivityId } from '../activity/activity.ts'
import type { Recorder } from '../activity/recorder.ts'
import type { Application } from '../applications/application.ts'
import type { ReadyConnection, TestableConnection } from '../connections/connection.ts'
import { connect } from '../connectors/connect.ts'
import type { Connector } from '../connectors/connector.ts'
import { attempting } from './attempting.ts'
import { type Begun, takeBegun } from './begun.ts'
import { clockOf } from './clock.ts'
import { vouchedDomain } from './domain.ts'
import { goOn } from './go-on.ts'
import { judge } from './judge.ts'
import { know } from './know.ts'
import type { SignInPorts } from './ports.ts'
import { type Posted, readPosted } from './posted.ts'
import { requireReady, requireTestable } from './ready.ts'
import { resubmission } from './resubmission.tsx'
import type { SignIn } from './sign-in.ts'
import { concludeTrial, trialOf } from './trial.ts'
import { verify } from './verify.ts'

/**
 * Completes a sign-in with the answer that a browser brings. Values only move forward:
 * string → Verified<Response> → Identity → Account → Session.
 */
export function complete(web: Web, ports: SignInPorts): Promise<globalThis.Response> {
  return attempting({ web, activity: ports.activity, startedBy: 'unknown' }, async (record) => {
    const connection = await receiving(web, ports, record)
    const posted = await readPosted(web)
    record.note('Answer arrived', `${kilobytes(posted.octets.length)} by HTTP-POST`)
    const begun = await findBegun(web, posted, connection, ports, record)
    if (begun.by === 'unknown-browser') {
      record.drop()
      return resubmission(web, posted)
    }
    const identify = () => identified(web, { posted, connection, begun }, ports, record)
    const trial = trialOf(begun)
    if (trial) return concludeTrial(web, { trial, connection, record }, identify, ports)
    const ready = requireReady(connection)
    const identity = await identify()
    const way = await letIn(web, identity, ready, ports, record)
    const authenticatedAt = seenAt(identity, begun, web.var.now)
    const opening = { connection: ready, identity, begun, authenticatedAt, attemptId: record.id }
    await open(web, { ...opening, account: way.account }, ports)
    record.signedIn()
    return goOn(web, { ...way, begun, authenticatedAt, relayState: posted.relayState }, ports)
  })
}

async function receiving(web: Web, ports: SignInPorts, record: Recorder): Promise<TestableConnection> {
  const connection = await ports.connections.require(web.req.param('id') ?? '')
  await know(record, connection, ports)
  return requireTestable(connection)
}

interface Answer {
  readonly posted: Posted
  readonly connection: TestableConnection
  readonly begun: Begun
}

/** Whom a verified answer names, after every check. */
async function identified(web: Web, of: Answer, ports: SignInPorts, record: Recorder): Promise<Identity> {
  const { posted, connection, begun } = of
  const verified = await verify(posted, connection, ports, record, web.var.now)
  record.know(clockOf(verified.value, connection, web.var.now))
  const { acceptances } = ports
  const identity = await judge({ verified, connection, begun, acceptances, now: web.var.now, record })
  record.note('Accepted', `${identity.nameId}, said by ${connection.name}`)
  const seen = { claims: identity, at: web.var.now, attemptId: record.id }
  await seenAnswers(web.var.world.store).keep(connection.id, seen, trialOf(begun) !== undefined)
  return identity
}

async function findBegun(
  web: Web,
  posted: Posted,
  connection: TestableConnection,
  ports: SignInPorts,
  record: Recorder,
): Promise<Begun> {
  const { inResponseTo } = readUnverifiedResponse(posted.octets).unverified
  const { signIns } = ports
  const begun = await takeBegun(web, posted, { signIns, connectionId: connection.id, inResponseTo })
  if (begun.by === 'identity-provider') record.know({ startedBy: 'identity-provider' })
  if (begun.by === 'this-browser') {
    const before = await ports.activity.find(begun.signIn.activityId)
    if (before) record.resume(before)
  }
  return begun
}

interface LetIn {
  readonly account: Account
  readonly connector: Connector
  readonly application: Application
}

async function letIn(
  web: Web,
  identity: Identity,
  connection: ReadyConnection,
  ports: SignInPorts,
  record: Recorder,
): Promise<LetIn> {
  const { world } = web.var
  const { applications } = ports
  const application = await applications.require(connection.applicationId)
  const connector = await connect({ world, applications, application })
  const step = { world, connector, application, connection, identity, attemptId: record.id }
  const { account, done } = await provision(step)
  record.note(`Account in ${application.name}`, [account.userName, ...done].join('. '))
  return { account, connector, application }
}

async function open(
  web: Web,
  of: {
    account: Account
    connection: ReadyConnection
    identity: Identity
    begun: Begun
    attemptId: ActivityId
    authenticatedAt: number
  },
  ports: SignInPorts,
): Promise<void> {
  const { account, connection, identity, begun, authenticatedAt } = of
  const signIn = begun.by === 'this-browser' ? begun.signIn : undefined
  await ports.sessions.open(web, {
    subject: account.id,
    facts: {
      accountId: account.id,
      connectionId: connection.id,
      attemptId: of.attemptId,
      domain: vouchedDomain(identity) ?? '',
      ...waitingFor(signIn),
    },
    authenticatedAt,
    ...(identity.sessionNotOnOrAfter === undefined ? {} : { endsBy: identity.sessionNotOnOrAfter }),
  })
  cookies(web).set('last-connection', connection.id, { sameSite: 'Lax', maxAgeSeconds: 180 * 86_400 })
}

/** When the identity provider saw the person, epoch milliseconds. */
function seenAt(identity: Identity, begun: Begun, now: number): number {
  const seen = Math.min(now, identity.authnInstant ?? now)
  // A fresh sign-in was judged to be after its beginning; the other clock may be a little behind ours.
  const isFresh = begun.by === 'this-browser' && begun.signIn.fresh
  return isFresh ? Math.max(begun.signIn.begunAt, seen) : seen
}

/** The session answers what the application asked when it sent the person here, and what it asks of others anew. */
function waitingFor(signIn: SignIn | undefined): { readonly interaction?: string } {
  if (signIn?.returnTo.to === 'interaction') return { interaction: signIn.returnTo.uid }
  if (signIn?.returnTo.to === 'saml') return { interaction: signIn.returnTo.id }
  return {}
}

const kilobytes = (octets: number) => `${(octets / 1_024).toFixed(1)} KB`
