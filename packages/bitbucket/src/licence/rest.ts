import { createHash } from 'node:crypto'
import type { Env, Web } from '@postern/kit/http'
import { Hono } from 'hono'
import { z } from 'zod'
import type { Licences } from '../directory/index.ts'
import { api, type Calls, json, readBody } from '../rest/index.ts'
import { maximumIn } from './text.ts'

/** `/admin/license` (bitbucket.md 2.4). */
export function licenceRest({ calls, licences }: { calls: Calls; licences: Licences }): Hono<Env> {
  const app = new Hono<Env>()
  const path = `${api}/admin/license`
  const answer = async (web: Web) => {
    const { maximum, text, enteredAt } = await licences.get()
    const serverId = serverIdOf(web.var.world.settings.publicUrl)
    return json(web, {
      license: text,
      ...(enteredAt === undefined ? {} : { creationDate: enteredAt, purchaseDate: enteredAt }),
      maximumNumberOfUsers: maximum ?? -1,
      unlimitedNumberOfUsers: maximum === undefined,
      serverId,
      status: { serverId, currentNumberOfUsers: await licences.seats() },
    })
  }
  app.get(
    path,
    calls.administrator((web) => answer(web)),
  )
  app.post(
    path,
    calls.systemAdministrator(async (web, caller) => {
      const { license } = await readBody(web, z.object({ license: z.string().max(10_000) }))
      await licences.enter(caller, license, maximumIn(license))
      return answer(web)
    }),
  )
  return app
}

/** `BXXX-XXXX-XXXX-XXXX`, the same for one address for ever. */
function serverIdOf(publicUrl: URL): string {
  const digest = createHash('sha256').update(publicUrl.href).digest('hex').toUpperCase().slice(0, 15)
  return `B${digest}`.replace(/(.{4})(?=.)/g, '$1-')
}
