import { eachStore } from '@postern/kit/testing'
import { certificateBase64 } from '@postern/saml'
import { expect, test } from 'vitest'
import { migrations } from '../migrations.ts'
import { testSigningKey } from '../sign-in/test-signing-key.ts'
import { usualChoices } from './choices.ts'
import { believedCertificates } from './connection.ts'
import { connectionsMigration } from './migrations.ts'
import { connections } from './store.ts'

eachStore((_engine, open) => {
  test('a connection from before the set-up believes what it believed, and needs no new answer', async () => {
    const store = await open()
    await store.migrate([connectionsMigration])
    const { certificate } = testSigningKey('Old', 0)
    const identityProvider = {
      entityId: 'https://a.example/',
      singleSignOn: [],
      certificates: [certificateBase64(certificate)],
    }
    const row = {
      id: 'old',
      name: 'Old',
      name_key: 'old',
      state: 'active',
      address: 'https://sso.example/old',
      identity_provider: JSON.stringify(identityProvider),
      accounts: JSON.stringify({ create: true, groups: ['stash-users'] }),
      known_domains: '["contoso.example"]',
      unsolicited: 1,
      clock_skew_seconds: 180,
      legacy: '[]',
      created_at: 1,
    }
    const rows = [row, { ...row, id: 'bare', name: 'Bare', name_key: 'bare', identity_provider: null }]
    await store
      .tables<{ connections: Partial<typeof row> }>()
      .insertInto('connections')
      .values(rows)
      .execute()
    await store.migrate(migrations)
    const old = await connections(store).require('old')
    expect(believedCertificates(old).map(({ sha256 }) => sha256)).toEqual([certificate.sha256])
    expect(old).toMatchObject({ preset: 'any-saml', edition: 'basic', anyDomain: false, state: 'active' })
    expect(old.choices).toEqual(usualChoices)
    expect((await connections(store).require('bare')).verifiedCertificates).toEqual([])
  })
})
