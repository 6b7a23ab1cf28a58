import { eachStore } from '@postern/kit/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { audit } from '../audit/index.ts'
import { administer } from '../testing/administer.ts'
import { Browser } from '../testing/browser.ts'
import { connect } from '../testing/connect.ts'
import { type Host, startHost } from '../testing/host.ts'
import { client, type RunningProvider, startProvider } from '../testing/provider.ts'
import { pageOf, query, restOf } from '../testing/rest.ts'

const api = '/rest/api/latest'

eachStore((_, open) => {
  let host: Host
  let provider: RunningProvider
  let id: number
  const { rest, addUser } = restOf(() => host.url)
  const enter = () => new Browser().open(`${host.url}/plugins/servlet/external-login/${id}`)
  const groupsOf = async (context: string) =>
    pageOf(await rest('GET', `${api}/admin/users/more-members${query({ context })}`)).values.map(
      (one) => (one as { name: string }).name,
    )

  beforeAll(async () => {
    host = await startHost(await open())
    provider = await startProvider(host.url, 'id token')
    id = await connect(host, 'Postern', provider.issuer)
    for (const name of ['developers', 'by-hand']) await rest('POST', `${api}/admin/groups?name=${name}`)
    const json = {
      'jit-configuration': {
        'user-provisioning-enabled': true,
        'mapping-display-name': `$${'{name}'}`,
        'mapping-email': 'email',
        'mapping-groups': 'groups',
        'additional-openid-scopes': ['groups'],
      },
    }
    expect((await rest('PATCH', `/rest/authconfig/latest/idps/${id}`, { json })).status).toBe(200)
  })
  afterAll(async () => {
    await host.stop()
    await provider.stop()
  })

  test('what is not mapped is refused before anybody could lose groups by it', async () => {
    const json = { 'jit-configuration': { 'mapping-groups': '' } }
    const { status, body } = await rest('PATCH', `/rest/authconfig/latest/idps/${id}`, { json })
    expect([status, body]).toEqual([
      400,
      { message: 'Groups is needed to create users on login: without it they would lose all.' },
    ])
  })

  test('its page shows what is mapped, and keeps what was typed when something is missing', async () => {
    const browser = await administer(host)
    const path = `/admin/authentication-methods/${id}`
    const page = await browser.open(`${host.url}${path}`)
    expect(page.text).toContain('is taken out of every group that it does not name')
    const fields = {
      name: 'Postern',
      'issuer-url': provider.issuer,
      'client-id': client.id,
      'username-claim': `$${'{preferred_username}'}`,
      'additional-scopes': 'profile email',
      'discovery-enabled': 'yes',
      enabled: 'yes',
      'user-provisioning-enabled': 'yes',
      'mapping-display-name': 'shown name',
    }
    const bad = await browser.submit(page, path, fields)
    expect(bad.status).toBe(400)
    for (const part of ['Email is needed to create users on login.', 'value="shown name"'])
      expect(bad.text).toContain(part)
    const mapped = { 'mapping-display-name': 'name', 'mapping-email': 'email', 'mapping-groups': 'groups' }
    const scopes = { 'additional-openid-scopes': 'groups' }
    const saved = await browser.submit(bad, path, { ...fields, ...mapped, ...scopes })
    expect(saved.text).toContain('The changes were saved.')
  })

  test('a stranger becomes a user, with the groups that exist here, and comes in', async () => {
    const username = 'new@contoso.example'
    provider.setPerson({ username, groups: ['stash-users', 'Developers', 'not-here'] })
    const page = await enter()
    expect(page.text).toContain('You came in through Postern.')
    expect(await groupsOf(username)).toEqual(['developers', 'stash-users'])
    expect((await rest('GET', `${api}/groups?filter=not-here`)).body).toMatchObject({ values: [] })
    const log = await audit(host.world.store).list({ text: username })
    expect(log.map(({ author, summary }) => `${author}: ${summary}`)).toEqual([
      'Just-in-time provisioning of Postern: User added to group',
      'Just-in-time provisioning of Postern: User added to group',
      'Just-in-time provisioning of Postern: User created',
    ])
  })

  test('a known user is changed to what was told, and leaves every group that was not', async () => {
    const username = 'known@contoso.example'
    const made = await addUser(username, { displayName: 'Before', emailAddress: 'before@example.com' })
    expect(made.status).toBe(204)
    await rest('POST', `${api}/admin/users/add-groups`, { json: { user: username, groups: ['by-hand'] } })
    expect(await groupsOf(username)).toEqual(['by-hand', 'stash-users'])
    provider.setPerson({ username, groups: ['stash-users'] })
    await enter()
    expect(await groupsOf(username)).toEqual(['stash-users'])
    const found = pageOf(await rest('GET', `${api}/admin/users${query({ filter: username })}`)).values
    expect(found).toMatchObject([{ displayName: username, emailAddress: username }])
    const { body } = await rest('GET', '/rest/authconfig/latest/jit-users')
    expect(body).toEqual([
      { username: 'new@contoso.example', 'display-name': expect.any(String), email: 'new@contoso.example' },
    ])
  })

  test('who is in no licensed group is made, and told why not let in', async () => {
    const username = 'unlicensed@contoso.example'
    provider.setPerson({ username, groups: ['developers'] })
    const page = await enter()
    expect(page.text).toContain('but the user is not permitted to log in')
    expect(await groupsOf(username)).toEqual(['developers'])
  })

  test('an answer without the groups is refused, and nobody loses any', async () => {
    const username = 'known@contoso.example'
    provider.setPerson({ username })
    const page = await enter()
    expect([page.status, page.text.includes('Claim [groups] could not be found')]).toEqual([403, true])
    expect(await groupsOf(username)).toEqual(['stash-users'])
  })

  test('nobody is made whom the licence does not hold', async () => {
    const seats = pageOf(await rest('GET', `${api}/admin/users?limit=100`)).values.length - 1
    await rest('POST', `${api}/admin/license`, { json: { license: `NumberOfUsers=${seats}` } })
    const username = 'late@contoso.example'
    provider.setPerson({ username, groups: ['stash-users'] })
    const page = await enter()
    expect([page.status, page.text.includes('would exceed the license limit')]).toEqual([403, true])
    expect((await rest('GET', `${api}/users/late@contoso.example`)).status).toBe(404)
  })
})
