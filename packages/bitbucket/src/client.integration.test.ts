import { createBitbucketServerClient } from '@coderabbitai/bitbucket/server'
import { eachStore } from '@postern/kit/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { contentOf } from './testing/content.ts'
import { GitClient } from './testing/git.ts'
import { administrator, type Host, startHost } from './testing/host.ts'
import { basic, restOf } from './testing/rest.ts'

interface Commits {
  readonly data?:
    | { readonly values?: readonly { readonly message?: string }[]; readonly nextPageStart?: number }
    | undefined
}

/** A client that nobody here wrote, typed from Atlassian's own document: what compiles with it is what others send. */
eachStore((_, open) => {
  let host: Host
  const git = new GitClient()
  const { makeProject, makeRepository } = contentOf(restOf(() => host.url))
  const clientWith = (authorization: string) =>
    createBitbucketServerClient({
      baseUrl: `${host.url}/rest`,
      headers: { Accept: 'application/json', Authorization: authorization },
    })
  const here = { path: { projectKey: 'ACME', repositorySlug: 'shop' } }

  beforeAll(async () => {
    host = await startHost(await open())
    await makeProject('ACME')
    await makeRepository('ACME', 'shop')
    const folder = await git.begin('work', { 'README.md': '# Shop\n', 'src/a.ts': 'one\ntwo\n' })
    for (let n = 0; n < 6; n++) await git.commit(folder, { 'src/a.ts': `${n}\n` }, `Commit ${n}`)
    const authorization = `http.extraHeader=Authorization: ${basic(administrator.userName, administrator.password)}`
    await git.run(['-c', authorization, 'push', '-q', `${host.url}/scm/ACME/shop.git`, 'main'], folder)
  })
  afterAll(async () => {
    git.leave()
    await host.stop()
  })

  test('makes an administrator’s changes: a user, a group, who is in it, what it may', async () => {
    const client = clientWith(basic(administrator.userName, administrator.password))
    const made = await client.POST('/api/latest/admin/users', {
      params: {
        query: {
          name: 'jane@example',
          displayName: 'Jane',
          emailAddress: 'jane@example.com',
          password: 'long enough',
        },
      },
    })
    expect(made.response.status).toBe(204)
    const group = await client.POST('/api/latest/admin/groups', { params: { query: { name: 'team' } } })
    expect(group.data).toMatchObject({ name: 'team' })
    await client.POST('/api/latest/admin/groups/add-users', {
      body: { group: 'team', users: ['jane@example'] },
    })
    await client.PUT('/api/latest/projects/{projectKey}/permissions/groups', {
      params: { path: { projectKey: 'ACME' }, query: { name: 'team', permission: 'PROJECT_READ' } },
    })
    const members = await client.GET('/api/latest/admin/groups/more-members', {
      params: { query: { context: 'team' } },
    })
    expect(members.data?.values).toMatchObject([{ name: 'jane@example', slug: 'jane_example' }])
    const missing = await client.GET('/api/latest/projects/{projectKey}', {
      params: { path: { projectKey: 'NONE' } },
    })
    expect([missing.response.status, missing.error]).toMatchObject([
      404,
      { errors: [{ message: 'Project NONE does not exist.' }] },
    ])
  })

  test('reads with an access token: every commit by following the pages, a file, a branch', async () => {
    const admin = clientWith(basic(administrator.userName, administrator.password))
    const made = await admin.PUT('/access-tokens/latest/users/{userSlug}', {
      params: { path: { userSlug: 'admin' } },
      body: { name: 'client', permissions: ['REPO_READ'] },
    })
    const client = clientWith(`Bearer ${made.data?.token ?? ''}`)
    const messages: unknown[] = []
    let start: number | undefined = 0
    while (start !== undefined) {
      const page: Commits = await client.GET(
        '/api/latest/projects/{projectKey}/repos/{repositorySlug}/commits',
        { params: { ...here, query: { start, limit: 3 } } },
      )
      messages.push(...(page.data?.values ?? []).map(({ message }) => message))
      start = page.data?.nextPageStart
    }
    expect(messages).toEqual([...[5, 4, 3, 2, 1, 0].map((n) => `Commit ${n}`), 'First'])
    const branches = await client.GET('/api/latest/projects/{projectKey}/repos/{repositorySlug}/branches', {
      params: { ...here, query: { filterText: 'ma' } },
    })
    expect(branches.data?.values).toMatchObject([{ displayId: 'main', type: 'BRANCH' }])
    const raw = await client.GET('/api/latest/projects/{projectKey}/repos/{repositorySlug}/raw/{path}', {
      params: { path: { ...here.path, path: 'README.md' } },
      parseAs: 'text',
    })
    expect(raw.data).toBe('# Shop\n')
    const archive = await client.GET('/api/latest/projects/{projectKey}/repos/{repositorySlug}/archive', {
      params: { ...here, query: { format: 'tar' } },
      parseAs: 'arrayBuffer',
    })
    expect(Buffer.from(archive.data as unknown as ArrayBuffer).toString('latin1')).toContain('README.md')
    const refused = await client.DELETE('/api/latest/projects/{projectKey}/repos/{repositorySlug}', {
      params: here,
    })
    expect(refused.response.status).toBe(401)
  })
})
