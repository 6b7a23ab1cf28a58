import { createHash } from 'node:crypto'
import { makeReference } from '@postern/kit/http'
import type { Sessions } from '@postern/kit/session'
import type { World } from '@postern/kit/world'
import type { KoaContextWithOIDC } from 'oidc-provider'
import { type ActivityId, type Attempt, activityId, type Moment } from '../activity/activity.ts'
import { codeSent } from '../activity/moments.tsx'
import type { Activity } from '../activity/store.ts'
import { fromOf } from './refusal.ts'

export interface AttemptNeeds {
  readonly world: World
  readonly activity: Activity
  readonly sessions: Sessions
}

const tokenFetched = 'ID token fetched by the application'

/**
 * Writes into Activity how far a sign-in came, before it is answered: an application was sent a code, or fetched the ID
 * token for it. Where the session of an earlier sign-in was used, that is an attempt of its own.
 */
export async function keepProgress(of: AttemptNeeds, ctx: KoaContextWithOIDC): Promise<void> {
  const code = ctx.oidc?.entities.AuthorizationCode
  const session = code && (await of.sessions.find(code.sessionUid ?? '', of.world.clock()))
  if (!code || !session) return
  const reusing = reusingId(code.grantId ?? '')
  const began = activityId(session.facts.attemptId ?? '')
  if (ctx.oidc.route === 'token') {
    if (ctx.status !== 200) return
    const reused = await of.activity.find(reusing)
    return of.activity.add(reused?.id ?? began, momentOf(of.world, tokenFetched))
  }
  const before = await of.activity.find(began)
  // A session is older than its attempt only where it was opened before attempts were tied to sessions.
  if (!before) return
  if (!before.timeline.some(({ title }) => title === codeSent))
    return of.activity.add(began, momentOf(of.world, codeSent))
  return of.activity.save(reuse(of.world, ctx, before, reusing))
}

const momentOf = (world: World, title: string, says?: string): Moment => ({
  at: world.clock(),
  title,
  state: 'ok',
  ...(says ? { says } : {}),
})

/** Each code has a grant of its own here: it leads from the token back to the attempt. */
const reusingId = (grantId: string): ActivityId =>
  activityId(createHash('sha256').update(grantId).digest('hex').slice(0, 24))

/** The attempt of somebody who was signed in here already, by the attempt `of` before. */
function reuse(world: World, ctx: KoaContextWithOIDC, before: Attempt, id: ActivityId): Attempt {
  const { connection, application, person } = before
  const now = world.clock()
  const since = `Signed in by the attempt ${before.reference}. The identity provider was not asked.`
  return {
    id,
    reference: makeReference(world.random),
    beganAt: now,
    endedAt: now,
    outcome: 'signed-in',
    startedBy: 'application',
    ...(connection ? { connection } : {}),
    ...(application ? { application } : {}),
    ...(person ? { person } : {}),
    from: fromOf(world, ctx),
    checks: [],
    timeline: [momentOf(world, 'Session used again', since), momentOf(world, codeSent)],
  }
}
