import { createApp } from '@postern/kit/http'
import { sessions, sessionsMigration } from '@postern/kit/session'
import { eachStore, testWorld } from '@postern/kit/testing'
import { beforeEach, expect, test } from 'vitest'
import { applicationId } from '../applications/application.ts'
import {
  applications,
  applicationsMigration,
  credentialKindMigration,
  protocolMigration,
} from '../applications/store.ts'
import type { ConnectionId } from '../connections/connection.ts'
import { connectionsMigration, setupMigration } from '../connections/migrations.ts'
import { connections } from '../connections/store.ts'
import { accountId } from './account.ts'
import { accountRoutes } from './routes.tsx'
import { accountKeysMigration, accounts, accountsMigration } from './store.ts'

eachStore((_engine, open) => {
  let kept: ReturnType<typeof accounts>
  let app: ReturnType<typeof createApp>
  beforeEach(async () => {
    const store = await open()
    await store.migrate([
      sessionsMigration,
      accountsMigration,
      accountKeysMigration,
      applicationsMigration,
      credentialKindMigration,
      protocolMigration,
      connectionsMigration,
      setupMigration,
    ])
    const world = testWorld({ store, name: 'sso' })
    const people = sessions({ store, cookie: 'session', idle: 60_000, absolute: 60_000 })
    kept = accounts(store)
    app = createApp({ world, answer: (web, { code, status }) => web.text(code, status) })
    app.get('/open/:id', async (web) => {
      await people.open(web, { subject: web.req.param('id') })
      return web.text('opened')
    })
    app.get('/who', async (web) => web.text((await people.current(web))?.subject ?? 'nobody'))
    const routes = accountRoutes({
      accounts: kept,
      applications: applications(store, world.seal),
      connections: connections(store),
      sessions: people,
    })
    app.route('/', routes)
  })

  const tie = (name: string, state: 'made' | 'ready' = 'ready') =>
    kept.claim(
      {
        id: accountId(name),
        connectionId: 'c' as ConnectionId,
        applicationId: applicationId('a'),
        subject: `oid-${name}`,
        userName: `${name}@contoso.example`,
        displayName: `<${name}>`,
        emailAddress: `${name}@contoso.example`,
        createdAt: 1,
      },
      state,
    )
  const page = async (path: string) => (await app.request(path)).text()

  test('says that nobody came yet, and that nobody was found', async () => {
    expect(await page('/admin/accounts')).toContain('Nobody has signed in yet')
    expect(await page('/admin/accounts?q=%3Cx')).toContain('No account has “&lt;x” in its name')
  })

  test('lists people, escaped, newest first, and finds them by a word', async () => {
    await tie('anna')
    await tie('bert', 'made')
    const all = await page('/admin/accounts')
    for (const said of ['&lt;anna&gt;', 'bert@contoso.example', 'Not finished', '/admin/accounts/anna'])
      expect(all).toContain(said)
    const found = await page('/admin/accounts?q=BERT')
    expect(found).toContain('/admin/accounts/bert')
    expect(found).not.toContain('/admin/accounts/anna')
    expect(await page('/admin/accounts/anna')).toContain('oid-anna')
    expect((await app.request('/admin/accounts/nobody')).status).toBe(404)
  })

  test('removing a tie signs the person out and forgets the tie, after a question', async () => {
    await tie('anna')
    const opened = await app.request('/open/anna')
    const session = opened.headers
      .getSetCookie()
      .map((line) => line.split(';')[0])
      .join('; ')
    const asked = await app.request('/admin/accounts/anna/remove')
    const text = await asked.text()
    expect(text).toContain('Remove the tie of &lt;anna&gt;?')
    const csrf = /name="csrf" value="([^"]+)"/.exec(text)?.[1] ?? ''
    const cookie = asked.headers
      .getSetCookie()
      .map((line) => line.split(';')[0])
      .join('; ')
    const send = (token: string) =>
      app.request('/admin/accounts/anna/remove', {
        method: 'POST',
        headers: { cookie, 'content-type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams({ csrf: token }).toString(),
      })
    expect((await send('other')).status).toBe(403)
    expect(await kept.find('anna')).toBeDefined()
    const done = await send(csrf)
    expect([done.status, done.headers.get('location')]).toEqual([303, '/admin/accounts?done=removed'])
    expect(await kept.find('anna')).toBeUndefined()
    expect(await (await app.request('/who', { headers: { cookie: session } })).text()).toBe('nobody')
    expect(await page('/admin/accounts?done=removed')).toContain('The tie was removed.')
  })
})
