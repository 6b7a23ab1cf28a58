import { eachStore } from '@postern/kit/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { contentOf } from '../testing/content.ts'
import { type Host, startHost } from '../testing/host.ts'
import { type Answered, basic, pageOf, query, restOf } from '../testing/rest.ts'

const api = '/rest/api/latest'
const refusal = {
  context: null,
  message: 'You are not permitted to access this resource',
  exceptionName: 'com.atlassian.bitbucket.AuthorisationException',
}

eachStore((_, open) => {
  let host: Host
  const of = restOf(() => host.url)
  const { rest, addUser } = of
  const { makeProject, makeRepository, grant } = contentOf(of)
  const as = (name: string) => ({ as: basic(name, 'pass word') })
  const statusAs = async (name: string, method: string, path: string, json?: unknown) =>
    (await rest(method, `${api}${path}`, { ...as(name), ...(json ? { json } : {}) })).status
  const errorsOf = ({ body }: Answered) => (body as { errors: unknown[] }).errors

  beforeAll(async () => {
    host = await startHost(await open())
    for (const name of ['owner', 'reader', 'member', 'stranger']) await addUser(name)
    await rest(
      'PUT',
      `${api}/admin/permissions/users${query({ name: 'owner', permission: 'PROJECT_CREATE' })}`,
    )
    await makeProject('ACME', { description: 'Shops' })
    await makeRepository('ACME', 'Web Shop')
    await makeRepository('ACME', 'secrets')
    await rest('POST', `${api}/admin/groups?name=developers`)
    await rest('POST', `${api}/admin/users/add-groups`, { json: { user: 'member', groups: ['developers'] } })
  })
  afterAll(() => host.stop())

  describe('projects', () => {
    test('have the shape, the code and the sentences that clients know', async () => {
      const { body } = await rest('GET', `${api}/projects/acme`)
      expect(body).toEqual({
        key: 'ACME',
        id: expect.any(Number),
        name: 'Project ACME',
        description: 'Shops',
        public: false,
        type: 'NORMAL',
        links: { self: [{ href: `${host.url}/projects/ACME` }] },
      })
      const bad = await rest('POST', `${api}/projects`, { json: { key: '9x', name: 'Nine' } })
      expect([bad.status, errorsOf(bad)]).toEqual([
        400,
        [
          {
            context: 'key',
            message:
              'Project keys must start with a letter and may only consist of ASCII letters, numbers and underscores (A-Z, a-z, 0-9, _)',
            exceptionName: null,
          },
        ],
      ])
      const again = await rest('POST', `${api}/projects`, { json: { key: 'acme', name: 'Another' } })
      expect([again.status, errorsOf(again)]).toMatchObject([
        409,
        [{ context: 'key', message: 'This project key is already in use.' }],
      ])
      const none = await rest('GET', `${api}/projects/HelloWorld`)
      expect([none.status, errorsOf(none)]).toEqual([
        404,
        [
          {
            context: null,
            message: 'Project HelloWorld does not exist.',
            exceptionName: 'com.atlassian.bitbucket.project.NoSuchProjectException',
          },
        ],
      ])
    })

    test('are made by who may, and are then theirs to administer', async () => {
      const json = { key: 'OWN', name: 'Own' }
      expect(await statusAs('reader', 'POST', '/projects', json)).toBe(401)
      expect(await statusAs('owner', 'POST', '/projects', json)).toBe(201)
      expect(await statusAs('owner', 'POST', '/projects/OWN/repos', { name: 'one' })).toBe(201)
      expect(await statusAs('owner', 'PUT', '/projects/OWN', { name: 'My own' })).toBe(200)
      expect(await statusAs('owner', 'DELETE', '/projects/OWN')).toBe(409)
      expect(await statusAs('owner', 'DELETE', '/projects/OWN/repos/one')).toBe(202)
      expect(await statusAs('owner', 'DELETE', '/projects/OWN')).toBe(204)
    })

    test('and who administers one cannot lock himself out', async () => {
      await statusAs('owner', 'POST', '/projects', { key: 'LOCK', name: 'Lock' })
      const own = query({ name: 'owner', permission: 'PROJECT_READ' })
      expect(await statusAs('owner', 'PUT', `/projects/LOCK/permissions/users${own}`)).toBe(409)
      expect(await statusAs('owner', 'DELETE', '/projects/LOCK/permissions/users?name=owner')).toBe(409)
      expect(await statusAs('owner', 'GET', '/projects/LOCK/permissions/users')).toBe(200)
    })
  })

  describe('repositories', () => {
    test('have the shape and the sentences that clients know', async () => {
      const { body } = await rest('GET', `${api}/projects/ACME/repos/web-shop`)
      expect(body).toMatchObject({
        slug: 'web-shop',
        name: 'Web Shop',
        scmId: 'git',
        state: 'AVAILABLE',
        statusMessage: 'Available',
        forkable: true,
        public: false,
        archived: false,
        project: { key: 'ACME' },
        links: {
          clone: [{ href: `${host.url}/scm/acme/web-shop.git`, name: 'http' }],
          self: [{ href: `${host.url}/projects/ACME/repos/web-shop/browse` }],
        },
      })
      const bad = await rest('POST', `${api}/projects/ACME/repos`, { json: { name: '!' } })
      expect([bad.status, errorsOf(bad)]).toEqual([
        400,
        [
          {
            context: 'name',
            message:
              'Repository names are limited to 128 characters. They must start with a letter or number and may contain spaces, hyphens, underscores and periods',
            exceptionName: null,
          },
          {
            context: 'slug',
            message: 'Please enter a non-empty value less than 128 characters',
            exceptionName: null,
          },
        ],
      ])
      const again = await rest('POST', `${api}/projects/ACME/repos`, { json: { name: 'web shop' } })
      expect([again.status, errorsOf(again)]).toMatchObject([
        409,
        [{ message: 'This repository URL is already taken.' }],
      ])
      const none = await rest('GET', `${api}/projects/ACME/repos/none`)
      expect([none.status, errorsOf(none)]).toEqual([
        404,
        [
          {
            context: null,
            message: 'Repository ACME/none does not exist.',
            exceptionName: 'com.atlassian.bitbucket.repository.NoSuchRepositoryException',
          },
        ],
      ])
    })

    test('refuse with 401 who may not see them, and whom a permission does not reach', async () => {
      const path = `${api}/projects/ACME/repos/web-shop`
      for (const name of ['stranger', '']) {
        const refused = await rest('GET', path, name ? as(name) : { as: '' })
        expect([refused.status, errorsOf(refused)]).toEqual([401, [refusal]])
      }
      await grant('ACME/repos/web-shop', 'reader', 'REPO_READ')
      expect(await statusAs('reader', 'GET', '/projects/ACME/repos/web-shop')).toBe(200)
      expect(await statusAs('reader', 'GET', '/projects/ACME')).toBe(200)
      expect(await statusAs('reader', 'GET', '/projects/ACME/repos/secrets')).toBe(401)
      expect(await statusAs('reader', 'PUT', '/projects/ACME/repos/web-shop', { name: 'x' })).toBe(401)
      expect(await statusAs('reader', 'DELETE', '/projects/ACME/repos/web-shop')).toBe(401)
    })

    test('are listed as far as one may see them, by user, group, and everybody', async () => {
      const seen = async (name: string, more = '') =>
        pageOf(await rest('GET', `${api}/repos?limit=100${more}`, name ? as(name) : { as: '' })).values.map(
          (one) => (one as { slug: string }).slug,
        )
      expect(await seen('reader')).toEqual(['web-shop'])
      expect(await seen('reader', '&permission=REPO_WRITE')).toEqual([])
      expect(await seen('member')).toEqual([])
      const group = query({ name: 'developers', permission: 'PROJECT_WRITE' })
      await rest('PUT', `${api}/projects/ACME/permissions/groups${group}`)
      expect(await seen('member', '&permission=REPO_WRITE')).toEqual(['secrets', 'web-shop'])
      await makeProject('ALL')
      await makeRepository('ALL', 'commons')
      expect(await seen('stranger')).toEqual([])
      const everybody = `${api}/projects/ALL/permissions/PROJECT_READ/all`
      expect((await rest('POST', `${everybody}?allow=true`)).status).toBe(204)
      expect((await rest('GET', everybody)).body).toEqual({ permitted: true })
      expect(await seen('stranger')).toEqual(['commons'])
      expect(await seen('')).toEqual([])
      await rest('PUT', `${api}/projects/ALL`, { json: { public: true } })
      expect(await seen('')).toEqual(['commons'])
      expect(await seen('', '&visibility=private')).toEqual([])
    })

    test('refuse what no permission and no name is', async () => {
      const path = `${api}/projects/ACME/permissions/users`
      const wrong = await rest('PUT', `${path}${query({ name: 'reader', permission: 'REPO_READ' })}`)
      expect([wrong.status, errorsOf(wrong)]).toMatchObject([
        400,
        [{ message: 'The permission should be one of PROJECT_READ, PROJECT_WRITE, PROJECT_ADMIN.' }],
      ])
      expect((await rest('PUT', `${path}?permission=PROJECT_READ`)).status).toBe(400)
      const nobody = query({ name: 'nobody', permission: 'PROJECT_READ' })
      expect((await rest('PUT', `${path}${nobody}`)).status).toBe(404)
    })
  })

  describe('access tokens', () => {
    const tokens = '/rest/access-tokens/latest'
    const make = (user: string, json: unknown) =>
      rest('PUT', `${tokens}/users/${user}`, { ...as(user), json })

    test('show their text once, and refuse what cannot be', async () => {
      const { status, body } = await make('reader', { name: 'ci', permissions: ['REPO_READ'], expiryDays: 3 })
      expect([status, body]).toEqual([
        200,
        {
          id: expect.stringMatching(/^\d{12}$/),
          name: 'ci',
          permissions: ['REPO_READ'],
          createdDate: expect.any(String),
          expiryDate: expect.any(String),
          token: expect.stringMatching(/^[A-Za-z0-9+/]{44}$/),
        },
      ])
      const { id } = body as { id: string }
      const again = await rest('GET', `${tokens}/users/reader/${id}`, as('reader'))
      expect(again.body).not.toHaveProperty('token')
      const bad = await make('reader', { name: '', permissions: ['ADMIN'], expiryDays: 0 })
      expect([bad.status, errorsOf(bad)]).toMatchObject([
        400,
        [{ context: 'name' }, { context: 'permissions' }, { context: 'expiryDays' }],
      ])
    })

    test('are nobody else’s to see, and an administrator’s only to revoke', async () => {
      const { id } = (await make('owner', { name: 'x', permissions: ['REPO_READ'] })).body as { id: string }
      expect((await rest('GET', `${tokens}/users/owner/${id}`, as('reader'))).status).toBe(401)
      const forOwner = { json: { name: 'y', permissions: ['REPO_READ'] } }
      expect((await rest('PUT', `${tokens}/users/owner`, forOwner)).status).toBe(401)
      expect((await rest('DELETE', `${tokens}/users/owner/${id}`)).status).toBe(204)
    })

    test('never administer, never make tokens, never reach beyond what they say', async () => {
      const made = await rest('PUT', `${tokens}/users/admin`, {
        json: { name: 'all', permissions: ['PROJECT_ADMIN', 'REPO_ADMIN'] },
      })
      const bearer = { as: `Bearer ${(made.body as { token: string }).token}` }
      expect((await rest('GET', `${api}/projects/ACME/permissions/users`, bearer)).status).toBe(200)
      expect((await rest('GET', `${api}/admin/permissions/users`, bearer)).status).toBe(401)
      expect((await rest('GET', `${tokens}/users/admin`, bearer)).status).toBe(401)
      const read = await rest('PUT', `${tokens}/users/admin`, {
        json: { name: 'read', permissions: ['REPO_READ'] },
      })
      const reading = { as: `Bearer ${(read.body as { token: string }).token}` }
      expect((await rest('GET', `${api}/projects/ACME/repos/secrets`, reading)).status).toBe(200)
      expect((await rest('GET', `${api}/projects/ACME/permissions/users`, reading)).status).toBe(401)
      expect((await rest('DELETE', `${api}/projects/ACME/repos/secrets`, reading)).status).toBe(401)
      expect((await rest('GET', `${api}/projects`, { as: `Bearer ${'A'.repeat(44)}` })).status).toBe(401)
    })
  })
})
