import { csrfToken, readForm } from '@postern/kit/form'
import { Lose } from '@postern/kit/html'
import type { Env, Web } from '@postern/kit/http'
import { Hono } from 'hono'
import { freshProof } from '../administrators/proof.ts'
import { whoOf } from '../administrators/who.ts'
import { changeConnection } from './audited.ts'
import type { Connection } from './connection.ts'
import { ConnectionFrame } from './frame.tsx'
import type { ConnectionPorts } from './routes.tsx'
import { path } from './words.ts'

/** What stops a connection for a while, and ends it. */
export function stateRoutes(of: ConnectionPorts): Hono<Env> {
  const app = new Hono<Env>()
  const required = (web: Web) => of.connections.require(web.req.param('id') ?? '')
  app.get('/admin/connections/:id/pause', async (web) => askPause(web, await required(web)))
  app.post('/admin/connections/:id/pause', async (web) => {
    const connection = await required(web)
    await readForm(web)
    if (connection.state === 'active') await turn(web, connection, 'paused')
    return web.redirect(`${path(connection)}?done=paused`, 303)
  })
  app.post('/admin/connections/:id/resume', freshProof, async (web) => {
    const connection = await required(web)
    await readForm(web)
    if (connection.state === 'paused') await turn(web, connection, 'active')
    return web.redirect(`${path(connection)}?done=resumed`, 303)
  })
  app.get('/admin/connections/:id/delete', freshProof, async (web) => askDelete(web, await required(web)))
  app.post('/admin/connections/:id/delete', freshProof, async (web) => {
    const connection = await required(web)
    const form = await readForm(web)
    if (form.text('confirm').trim() !== connection.name)
      return askDelete(web, connection, `Type ${connection.name} exactly as it stands above.`)
    await of.forget(connection.id)
    const change = { store: web.var.world.store, who: whoOf(web), before: connection }
    await changeConnection({ ...change, action: 'Connection deleted' }, (inside) =>
      inside.remove(connection.id),
    )
    return web.redirect('/admin/connections', 303)
  })
  return app
}

async function turn(web: Web, before: Connection, state: 'active' | 'paused'): Promise<void> {
  const action = state === 'paused' ? 'Connection paused' : 'Connection resumed'
  const change = { store: web.var.world.store, who: whoOf(web), before, action }
  await changeConnection(change, (inside) => inside.change(before.id, { state }))
}

function askPause(web: Web, connection: Connection) {
  const { name } = connection
  return web.html(
    <ConnectionFrame web={web} connection={connection} page="" title={`Pause ${name}`}>
      <Lose
        title={`Pause ${name}?`}
        lead="Until it is resumed:"
        lost={[
          'Nobody can sign in by it.',
          'Sessions opened by it let nobody into an application any more.',
          'What is configured, accounts and activity stay.',
        ]}
        action={path(connection, 'pause')}
        csrf={csrfToken(web)}
        button={`Pause ${name}`}
        keep={{ href: path(connection), label: 'Keep it running' }}
      />
    </ConnectionFrame>,
  )
}

function askDelete(web: Web, connection: Connection, error?: string) {
  const { name } = connection
  return web.html(
    <ConnectionFrame web={web} connection={connection} page="" title={`Delete ${name}`}>
      <Lose
        title={`Delete ${name}?`}
        lead="This cannot be undone."
        lost={[
          <>
            Its address <code>{connection.address}</code> stops working for ever. A new connection gets
            another one.
          </>,
          'The imported metadata, known domains and groups are gone.',
          'Sessions opened by it let nobody into an application any more.',
          'It is forgotten which person has which account: by another connection each is found by user name again.',
          'Accounts in Bitbucket and the activity so far stay.',
        ]}
        action={path(connection, 'delete')}
        csrf={csrfToken(web)}
        button={`Delete ${name}`}
        keep={{ href: path(connection), label: `Keep ${name}` }}
        confirm={name}
        error={error}
      />
    </ConnectionFrame>,
    error ? 400 : 200,
  )
}
