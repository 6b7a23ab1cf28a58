import { csrfToken, readForm } from '@postern/kit/form'
import { Button, Csrf, Notice, Row } from '@postern/kit/html'
import { type Env, endsElsewhere } from '@postern/kit/http'
import { Hono } from 'hono'
import { isTestable } from '../connections/connection.ts'
import { ConnectionFrame } from '../connections/frame.tsx'
import { path } from '../connections/words.ts'
import { attempting } from './attempting.ts'
import { begin } from './begin.tsx'
import { know } from './know.ts'
import type { SignInPorts } from './ports.ts'
import { requireTestable } from './ready.ts'

/** *Test sign-in* of a connection, for administrators: below `/admin`, where the guard stands. */
export function trialRoutes(ports: SignInPorts): Hono<Env> {
  const app = new Hono<Env>()
  const address = '/admin/connections/:id/test'
  app.get(address, async (web) => {
    const connection = await ports.connections.require(web.req.param('id'))
    if (!isTestable(connection)) return web.redirect(path(connection), 303)
    const { name } = connection
    // The form leads on to the identity provider.
    endsElsewhere(web)
    return web.html(
      <ConnectionFrame
        web={web}
        connection={connection}
        page="test"
        title="Test sign-in"
        lead={`You sign in at ${name} as anybody whom you like to try. Then you see each check, and what would come next.`}
      >
        <form class="stack wide" method="post" action={path(connection, 'test')}>
          <Notice title="Nobody is let in.">
            No session begins and nothing is changed in Bitbucket. It works before known domains are saved.
          </Notice>
          <Row>
            <Button kind="primary">Test sign-in</Button>
            <Button href={path(connection)}>Cancel</Button>
          </Row>
          <Csrf token={csrfToken(web)} />
        </form>
      </ConnectionFrame>,
    )
  })
  app.post(address, (web) =>
    attempting({ web, activity: ports.activity, startedBy: 'test' }, async (record) => {
      const found = await ports.connections.require(web.req.param('id'))
      await readForm(web)
      await know(record, found, ports)
      const connection = requireTestable(found)
      return begin(web, { connection, returnTo: { to: 'test' }, fresh: false, record }, ports)
    }),
  )
  return app
}
