import type { Web } from '@postern/kit/http'
import { type Identity, readUnverifiedResponse } from '@postern/saml'
import { seenAnswers } from '../account-rules/seen-answers.ts'
import type { Recorder } from '../activity/recorder.ts'
import type { TestableConnection } from '../connections/connection.ts'
import { attempting } from './attempting.ts'
import { type Begun, takeBegun } from './begun.ts'
import { clockOf } from './clock.ts'
import { type Arrival, enterOrWait } from './enter.ts'
import { judge } from './judge.ts'
import { know } from './know.ts'
import type { SignInPorts } from './ports.ts'
import { type Posted, readPosted } from './posted.ts'
import { noteReached } from './reach.ts'
import { requireReady, requireTestable } from './ready.ts'
import { resubmission } from './resubmission.tsx'
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
    return enterOrWait(
      web,
      { connection: ready, ...arrivalOf(identity, begun, posted, web.var.now) },
      ports,
      record,
    )
  })
}

async function receiving(web: Web, ports: SignInPorts, record: Recorder): Promise<TestableConnection> {
  const connection = await ports.connections.require(web.req.param('id') ?? '')
  await know(record, connection, ports)
  await noteReached(web, connection, ports)
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

/** Who has come, and where they want to go. */
function arrivalOf(identity: Identity, begun: Begun, posted: Posted, now: number): Arrival {
  const authenticatedAt = seenAt(identity, begun, now)
  return begun.by === 'this-browser'
    ? { identity, authenticatedAt, returnTo: begun.signIn.returnTo, relayState: undefined }
    : { identity, authenticatedAt, returnTo: undefined, relayState: posted.relayState }
}

/** When the identity provider saw the person, epoch milliseconds. */
function seenAt(identity: Identity, begun: Begun, now: number): number {
  const seen = Math.min(now, identity.authnInstant ?? now)
  // A fresh sign-in was judged to be after its beginning; the other clock may be a little behind ours.
  const isFresh = begun.by === 'this-browser' && begun.signIn.fresh
  return isFresh ? Math.max(begun.signIn.begunAt, seen) : seen
}

const kilobytes = (octets: number) => `${(octets / 1_024).toFixed(1)} KB`
