import { Button, Door, Stack, When } from '@postern/kit/html'
import type { Env, Web } from '@postern/kit/http'
import { Hono } from 'hono'
import { isOutage } from '../connectors/problems.ts'
import { attempting } from './attempting.ts'
import { binders } from './binder.ts'
import { enter } from './enter.ts'
import { browserWaits, peopleWaiting, type Waiting, waitingPath } from './people-waiting.ts'
import type { SignInPorts } from './ports.ts'
import { signInProblem } from './problems.ts'
import { requireReady } from './ready.ts'

const seconds = 10

/** Where somebody waits for their account: the page looks again by itself, and goes on when the account is made. */
export function waitingRoutes(ports: SignInPorts): Hono<Env> {
  const app = new Hono<Env>()
  app.get(`${waitingPath}/:id`, async (web) => {
    const { now, world } = web.var
    const waiting = peopleWaiting(world)
    const person = await waiting.find(web.req.param('id'), binders(web))
    if (!person || person.since < now - browserWaits) throw signInProblem('waited-too-long', {})
    if (!(await waiting.isDue(person.id, now))) return page(web, person)
    return (await goOnWith(web, person, ports)) ?? page(web, person)
  })
  return app
}

/** Undefined where the application still does not answer. */
function goOnWith(web: Web, person: Waiting, ports: SignInPorts): Promise<Response | undefined> {
  return attempting({ web, activity: ports.activity, startedBy: 'unknown' }, async (record) => {
    const before = await ports.activity.find(person.attemptId)
    if (before) record.resume(before)
    const waiting = peopleWaiting(web.var.world)
    try {
      const connection = requireReady(await ports.connections.require(person.connectionId))
      const answer = await enter(web, { ...person.arrival, connection }, ports, record)
      await waiting.remove(person.id)
      return answer
    } catch (thrown) {
      if (isOutage(thrown)) {
        record.drop()
        return undefined
      }
      await waiting.remove(person.id)
      throw thrown
    }
  })
}

function page(web: Web, { since }: Waiting) {
  // Not by script: the person gets in without it too.
  web.header('refresh', String(seconds))
  return web.html(
    <Door
      server="sso"
      title="Your account is not ready yet"
      brand="Postern"
      foot="You may leave this page: your account is made all the same, and you sign in again later."
    >
      <Stack gap="tight">
        <p>
          You are known, but the application does not answer at the moment, and your account there must be
          made first.
        </p>
        <p>
          <b>You did nothing wrong.</b> This page looks again every {seconds} seconds, and opens the
          application as soon as your account is there.
        </p>
        <p class="quiet">
          Waiting since <When at={since} />
        </p>
      </Stack>
      <Button full href="">
        Look again now
      </Button>
    </Door>,
  )
}
