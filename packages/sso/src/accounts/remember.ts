import { Problem } from '@postern/saml'
import { collisionOf, decisionId } from './decision.ts'
import { decisions } from './decisions.ts'
import { ledger, namesOf } from './ledger.ts'
import type { AccountStep, Seen } from './look.ts'

/** Writes down what the person is called now, whether or not they are let in. */
export async function rememberNames(
  { world, identity, attemptId = '' }: AccountStep,
  seen: Seen,
): Promise<void> {
  const { connection, person } = seen
  const by = { at: world.clock(), attemptId }
  const subject = { connectionId: connection.id, subject: person.subject }
  await ledger(world.store).add(subject, namesOf(person, identity), by)
}

/** A refusal because of an account waits for an administrator to decide. Others are for the person who sets things up. */
export async function rememberRefusal(step: AccountStep, seen: Seen, thrown: unknown): Promise<void> {
  const collision = thrown instanceof Problem ? collisionOf(thrown) : undefined
  if (!(thrown instanceof Problem) || !collision) return
  const { world, attemptId = '' } = step
  const { application, connection, person } = seen
  const named = thrown.facts.userName
  await decisions(world.store).remember({
    id: decisionId(world.random(12).toString('hex')),
    applicationId: application.id,
    connectionId: connection.id,
    subject: person.subject,
    userName: person.userName,
    displayName: person.displayName,
    emailAddress: person.emailAddress,
    collision,
    accountName: typeof named === 'string' ? named : '',
    lastAt: world.clock(),
    attemptId,
  })
}
