import { Problem, type ProblemKind } from '@postern/saml/problem'
import { type Context, Hono } from 'hono'
import type { World } from '../world/index.ts'
import { securityHeaders } from './headers.ts'
import { httpProblem } from './problems.ts'
import { makeReference } from './reference.ts'

export interface Env {
  Variables: {
    /** The time of this request, epoch milliseconds: one request, one now. */
    now: number
    /** What a person can give the help desk, and what the log line carries. */
    reference: string
    world: World
    formEndsElsewhere: boolean
    frameOrigins: readonly string[]
    framedBy: string
    originTold: boolean
  }
}

export type Web = Context<Env>

/** What went wrong with a request. Without a `problem` it is a bug of ours, of which nothing is told. */
export interface Failure {
  readonly status: 400 | 403 | 404 | 409 | 429 | 500
  readonly code: string
  readonly reference: string
  readonly problem?: Problem
}

export type Answer = (web: Web, failure: Failure) => Response | Promise<Response>

const statuses = { invalid: 400, refused: 403, missing: 404, unready: 409, limited: 429 } as const

export function statusOf(kind: ProblemKind): (typeof statuses)[ProblemKind] {
  return statuses[kind]
}

/**
 * The application of one server: headers, one `now` and one reference a request, and the one place where thrown Problems
 * become pages (`answer`). Anything else that is thrown is a bug: 500, a reference, nothing leaked.
 */
export function createApp(of: { world: World; answer: Answer }): Hono<Env> {
  const app = new Hono<Env>()
  app.use(async (web, next) => {
    web.set('world', of.world)
    web.set('now', of.world.clock())
    web.set('reference', makeReference(of.world.random))
    await next()
  })
  app.use(securityHeaders)
  app.notFound((web) => fail(web, httpProblem('page-missing', { path: web.req.path })))
  app.onError((thrown, web) => fail(web, thrown))

  function fail(web: Web, thrown: Error): Response | Promise<Response> {
    const reference = web.var.reference
    const line = { reference, method: web.req.method, path: web.req.path }
    if (thrown instanceof Problem) {
      of.world.log.info(
        { ...line, code: thrown.code, facts: thrown.facts, cause: chain(thrown) },
        thrown.message,
      )
      return of.answer(web, { status: statuses[thrown.kind], code: thrown.code, reference, problem: thrown })
    }
    of.world.log.error({ ...line, err: thrown }, 'a bug: not a Problem')
    return of.answer(web, { status: 500, code: 'internal', reference })
  }
  return app
}

function chain(thrown: Error): readonly string[] {
  const causes: string[] = []
  for (let at: unknown = thrown.cause; at instanceof Error && causes.length < 5; at = at.cause)
    causes.push(at.message)
  return causes
}
