import { eachStore } from '@postern/kit/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { audit } from '../audit/index.ts'
import { contentOf } from '../testing/content.ts'
import { type Host, startHost } from '../testing/host.ts'
import { query, restOf } from '../testing/rest.ts'
import { told } from '../testing/told.ts'

eachStore((_, open) => {
  let host: Host
  const { rest, addUser } = restOf(() => host.url)
  const { makeProject } = contentOf(restOf(() => host.url))
  beforeAll(async () => {
    host = await startHost(await open())
  })
  afterAll(() => host.stop())

  const api = '/rest/api/latest'
  const call = (method: string, address: string, json?: unknown) => async () => {
    const { status } = await rest(method, address, json === undefined ? {} : { json })
    expect([address, status]).toEqual([address, expect.toSatisfy((code: number) => code < 300)])
  }

  test('the first administrator is told of, by the settings', async () => {
    const [granted] = await audit(host.world.store).list({ text: 'settings' })
    expect(granted).toMatchObject({ summary: 'Global permission granted', affected: [{ name: 'admin' }] })
  })

  describe('each change leaves an event', () => {
    const user = { displayName: 'Jane', emailAddress: 'jane@example.com', password: 'secret words' }
    const idp = {
      name: 'Example',
      'sso-type': 'OIDC',
      'issuer-url': 'https://sso.example',
      'client-id': 'client',
      'client-secret': 'hidden',
      'username-claim': ['$', '{sub}'].join(''),
    }
    test.each<[string, string, unknown, string]>([
      [
        'POST',
        `${api}/admin/users${query({ name: 'jane', ...user })}`,
        undefined,
        'admin: User created, User jane; Username: - → jane; Full name: - → Jane; Email address: - → jane@example.com; Groups: - → stash-users',
      ],
      [
        'PUT',
        `${api}/admin/users`,
        { name: 'jane', displayName: 'Jane C' },
        'admin: User details changed, User jane; Full name: Jane → Jane C',
      ],
      [
        'PUT',
        `${api}/admin/users/credentials`,
        { name: 'jane', password: 'a', passwordConfirm: 'a' },
        'admin: Password changed, User jane',
      ],
      [
        'POST',
        `${api}/admin/users/rename`,
        { name: 'jane', newName: 'jc' },
        'admin: User renamed, User jane; Username: jane → jc',
      ],
      ['POST', `${api}/admin/groups?name=team`, undefined, 'admin: Group created, Group team'],
      [
        'POST',
        `${api}/admin/users/add-groups`,
        { user: 'jc', groups: ['team'] },
        'admin: User added to group, User jc + Group team',
      ],
      [
        'POST',
        `${api}/admin/users/remove-group`,
        { context: 'jc', itemName: 'team' },
        'admin: User removed from group, User jc + Group team',
      ],
      [
        'PUT',
        `${api}/admin/permissions/users?name=jc&permission=ADMIN`,
        undefined,
        'admin: Global permission granted, User jc; Permission: - → Admin',
      ],
      [
        'DELETE',
        `${api}/admin/permissions/users?name=jc`,
        undefined,
        'admin: Global permission removed, User jc; Permission: Admin → -',
      ],
      [
        'PUT',
        `${api}/admin/permissions/groups?name=team&permission=PROJECT_CREATE`,
        undefined,
        'admin: Global permission granted, Group team; Permission: - → Project Creator',
      ],
      ['DELETE', `${api}/admin/groups?name=team`, undefined, 'admin: Group deleted, Group team'],
      ['DELETE', `${api}/admin/users?name=jc`, undefined, 'admin: User deleted, User jc'],
      [
        'POST',
        `${api}/admin/license`,
        { license: 'NumberOfUsers=500' },
        'admin: Licence entered, Setting Licensing; Maximum number of users: Unlimited → 500',
      ],
      [
        'PUT',
        '/rest/basicauth/latest/config',
        { 'allowed-users': ['admin'] },
        'admin: Basic authentication changed, Setting Basic authentication; Allowed users: - → admin',
      ],
      [
        'PATCH',
        '/rest/authconfig/latest/sso',
        { 'enable-authentication-fallback': true },
        'admin: Login options changed, Setting Authentication methods; Way in by auth_fallback: No → Yes',
      ],
      [
        'POST',
        '/rest/authconfig/latest/idps',
        idp,
        expect.stringMatching(
          /^admin: Identity provider added, Identity provider Example; Name: - → Example/,
        ),
      ],
      [
        'PATCH',
        '/rest/authconfig/latest/idps/1',
        { enabled: false, 'client-secret': 'other' },
        'admin: Identity provider changed, Identity provider Example; Enabled: Yes → No; Client secret: - → Replaced, not shown',
      ],
      [
        'DELETE',
        '/rest/authconfig/latest/idps/1',
        undefined,
        'admin: Identity provider deleted, Identity provider Example',
      ],
      [
        'POST',
        `${api}/projects`,
        { key: 'ACME', name: 'Acme' },
        'admin: Project created, Project ACME; Key: - → ACME; Name: - → Acme; Public: - → No',
      ],
      [
        'PUT',
        `${api}/projects/ACME`,
        { public: true },
        'admin: Project changed, Project ACME; Public: No → Yes',
      ],
      [
        'PUT',
        `${api}/projects/ACME/permissions/groups?name=stash-users&permission=PROJECT_READ`,
        undefined,
        'admin: Project permission granted, Group stash-users + Project ACME; Permission: - → READ',
      ],
      [
        'POST',
        `${api}/projects/ACME/permissions/PROJECT_WRITE/all?allow=true`,
        undefined,
        'admin: Project permission granted, Project ACME; Default permission: - → WRITE',
      ],
      [
        'POST',
        `${api}/projects/ACME/repos`,
        { name: 'Shop' },
        'admin: Repository created, Repository ACME/shop; Name: - → Shop; Public: - → No; May be forked: - → Yes; Archived: - → No',
      ],
      [
        'PUT',
        `${api}/projects/ACME/repos/shop`,
        { archived: true },
        'admin: Repository changed, Repository ACME/shop; Archived: No → Yes',
      ],
      [
        'PUT',
        `${api}/projects/ACME/repos/shop/permissions/users?name=admin&permission=REPO_WRITE`,
        undefined,
        'admin: Repository permission granted, User admin + Repository ACME/shop; Permission: - → WRITE',
      ],
      [
        'PUT',
        '/rest/access-tokens/latest/projects/ACME/repos/shop',
        { name: 'build', permissions: ['REPO_READ'] },
        'admin: Access token created, Access token build + Repository ACME/shop; Name: - → build; Permissions: - → REPO_READ',
      ],
      [
        'DELETE',
        `${api}/projects/ACME/repos/shop`,
        undefined,
        'admin: Repository deleted, Repository ACME/shop',
      ],
      ['DELETE', `${api}/projects/ACME`, undefined, 'admin: Project deleted, Project ACME'],
    ])('%s %s', async (method, address, json, event) => {
      expect(await told(host.world.store, call(method, address, json))).toEqual([event])
    })

    test('and no secret is in any of them', async () => {
      const all = JSON.stringify(await audit(host.world.store).list({ text: '' }))
      for (const secret of ['secret words', 'hidden', 'other"', 'argon2']) expect(all).not.toContain(secret)
    })
  })

  test('what changes nothing leaves nothing, and neither does what is undone', async () => {
    await addUser('bert')
    const again = call('POST', `${api}/admin/users/add-groups`, { user: 'bert', groups: ['stash-users'] })
    expect(await told(host.world.store, again)).toEqual([])
    const half = () =>
      rest('POST', `${api}/admin/groups/add-users`, {
        json: { group: 'stash-users', users: ['bert', 'nobody'] },
      })
    await rest('POST', `${api}/admin/users/remove-group`, {
      json: { context: 'bert', itemName: 'stash-users' },
    })
    expect(await told(host.world.store, async () => expect((await half()).status).toBe(404))).toEqual([])
  })

  test('a change fails where its event cannot be written', async () => {
    await makeProject('KEPT')
    await host.world.store.tables().schema.alterTable('audit_events').renameTo('audit_gone').execute()
    for (const [method, address, json] of [
      ['POST', `${api}/admin/groups?name=unseen`],
      ['PUT', `${api}/projects/KEPT`, { name: 'Unseen' }],
      ['PATCH', '/rest/authconfig/latest/sso', { 'show-login-form': false }],
    ] as const)
      expect((await rest(method, address, json ? { json } : {})).status).toBe(500)
    await host.world.store.tables().schema.alterTable('audit_gone').renameTo('audit_events').execute()
    expect((await rest('GET', `${api}/admin/groups?filter=unseen`)).body).toMatchObject({ values: [] })
    expect((await rest('GET', `${api}/projects/KEPT`)).body).toMatchObject({ name: 'Project KEPT' })
    expect((await rest('GET', '/rest/authconfig/latest/sso')).body).toMatchObject({ 'show-login-form': true })
  })

  test('an access token that is changed and revoked', async () => {
    const tokens = '/rest/access-tokens/latest/users/admin'
    const made = await rest('PUT', tokens, { json: { name: 'build', permissions: ['REPO_READ'] } })
    const { id } = made.body as { id: string }
    const change = { name: 'release', permissions: ['REPO_WRITE'] }
    expect(await told(host.world.store, call('POST', `${tokens}/${id}`, change))).toEqual([
      'admin: Access token changed, Access token build + User admin; Name: build → release; Permissions: REPO_READ → REPO_WRITE',
    ])
    expect(await told(host.world.store, call('DELETE', `${tokens}/${id}`))).toEqual([
      'admin: Access token revoked, Access token release + User admin',
    ])
  })
})
