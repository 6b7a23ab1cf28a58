import { createServer, type Server } from 'node:http'
import { sessions, sessionsMigration } from '@postern/kit/session'
import { eachStore, testWorld } from '@postern/kit/testing'
import { afterEach, expect, test } from 'vitest'
import { accounts } from '../accounts/store.ts'
import { activity } from '../activity/store.ts'
import {
  applications,
  applicationsMigration,
  credentialKindMigration,
  protocolMigration,
} from '../applications/store.ts'
import { openidProvider } from './provider.ts'
import { openidRecordsMigration } from './records.ts'
import { openidKeysMigration } from './signing-key.ts'
import { application, callback } from './test-provider.ts'

eachStore((_engine, open) => {
  let server: Server | undefined
  afterEach(() => server?.close())

  test('behind a proxy that ends TLS, addresses and cookies are those of the public address', async () => {
    const store = await open()
    await store.migrate([
      sessionsMigration,
      applicationsMigration,
      credentialKindMigration,
      protocolMigration,
      openidRecordsMigration,
      openidKeysMigration,
    ])
    const world = testWorld({ store, publicUrl: 'https://sso.example', name: 'sso' })
    const apps = applications(store, world.seal)
    await apps.save(application, { clientSecret: 's', userName: 'u', password: 'p' })
    const provider = openidProvider({
      world,
      sessions: sessions({ store, cookie: 'session', idle: 1_000, absolute: 1_000 }),
      applications: apps,
      accounts: accounts(store),
      activity: activity(store),
      issuer: 'https://sso.example/openid',
    })
    const made = createServer((request, response) => void provider.handle(request, response))
    server = made
    await new Promise<void>((resolve) => made.listen(0, '127.0.0.1', resolve))
    const address = made.address()
    const origin = `http://127.0.0.1:${address && typeof address === 'object' ? address.port : 0}`

    const found = await fetch(`${origin}/openid/.well-known/openid-configuration`)
    expect(await found.json()).toMatchObject({
      issuer: 'https://sso.example/openid',
      token_endpoint: 'https://sso.example/openid/token',
    })
    expect(found.headers.get('strict-transport-security')).toBe('max-age=31536000')

    const query = new URLSearchParams({
      client_id: application.openid.clientId,
      response_type: 'code',
      scope: 'openid',
      redirect_uri: callback,
    })
    const asked = await fetch(`${origin}/openid/authorize?${query.toString()}`, { redirect: 'manual' })
    const uid = asked.headers.get('location')?.split('/').at(-1)
    const [interaction = '', resume = ''] = asked.headers.getSetCookie()
    expect(interaction).toMatch(new RegExp(`^__Secure-sso-openid-interaction=${uid}; path=/sign-in/${uid};`))
    expect(resume).toMatch(new RegExp(`^__Secure-sso-openid-resume=${uid}; path=/openid/authorize/${uid};`))
    for (const cookie of [interaction, resume]) expect(cookie).toMatch(/; samesite=lax; secure; httponly$/)
  })
})
