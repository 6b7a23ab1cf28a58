import type { Env, Web } from '@postern/kit/http'
import { Hono } from 'hono'
import { z } from 'zod'
import type { Version } from '../instance/index.ts'
import { type Credentials, enter, localPath, originOf, type People } from '../person/index.ts'
import { type Calls, json, readBody, restProblem } from '../rest/index.ts'

export interface SignInRest {
  readonly calls: Calls
  readonly people: People
  readonly credentials: Credentials
  readonly plays: Version
}

const wire = z.object({
  username: z.string().max(1_000),
  password: z.string().max(1_000),
  // The clients that there are send it as text too.
  rememberMe: z.union([z.boolean(), z.string()]).nullish(),
  targetUrl: z.string().max(2_000).nullish(),
})

/** `/rest/tsv/{version}/authenticate`: the log-in form since 9.4, as JSON (bitbucket.md 1b). There is no second factor here. */
export function signInRest({ calls, people, credentials, plays }: SignInRest): Hono<Env> {
  const app = new Hono<Env>()
  if (!plays.hasTwoStepVerification) return app
  app.post(
    '/rest/tsv/:version{latest|1\\.0}/authenticate',
    calls.anybody(async (web) => {
      requireJson(web)
      const { username, password, targetUrl } = await readBody(web, wire)
      const checked = await credentials.check(originOf(web), username, password)
      if (checked.outcome !== 'right') {
        const captchaRequired = checked.outcome === 'limited'
        const message = captchaRequired
          ? 'There were too many failed attempts to log in with this username.'
          : 'Invalid username or password.'
        return json(web, { message, captchaRequired }, 401)
      }
      if ((await people.directory.permissions.of(checked.user)) === undefined)
        return json(web, { message: 'You are not permitted to log in.', captchaRequired: false }, 401)
      await enter(web, people, checked.user, { by: 'password' })
      return json(web, { next: localPath(targetUrl ?? undefined, web.var.world.settings.publicUrl) })
    }),
  )
  return app
}

/** Another site cannot send this type without being asked first, and so cannot log a person in as somebody else. */
function requireJson(web: Web): void {
  const type = web.req.header('content-type') ?? ''
  if (!/^application\/json(?:;|$)/i.test(type)) throw restProblem('cross-site', {})
}
