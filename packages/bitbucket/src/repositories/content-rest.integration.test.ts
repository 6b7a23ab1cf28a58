import { eachStore } from '@postern/kit/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { contentOf } from '../testing/content.ts'
import { GitClient, withUser } from '../testing/git.ts'
import { administrator, type Host, startHost } from '../testing/host.ts'
import { pageOf, restOf } from '../testing/rest.ts'

eachStore((_, open) => {
  let host: Host
  let folder: string
  const git = new GitClient()
  const of = restOf(() => host.url)
  const base = '/rest/api/latest/projects/ACME/repos/shop'
  const get = async (path: string) => of.rest('GET', `${base}${path}`)
  const messageOf = (body: unknown) => (body as { errors: { message: string }[] }).errors[0]?.message

  beforeAll(async () => {
    host = await startHost(await open())
    const { makeProject, makeRepository } = contentOf(of)
    await makeProject('ACME')
    await makeRepository('ACME', 'shop')
    await makeRepository('ACME', 'empty')
    folder = await git.begin('work', {
      'README.md': '# Shop\n',
      'src/deep/a.ts': 'one\ntwo\n',
      'logo.bin': Buffer.from([0, 1]),
      ':(top)*': 'magic',
    })
    await git.commit(folder, { 'src/deep/a.ts': 'three\n' }, 'Second')
    const address = withUser(`${host.url}/scm/acme/shop.git`, administrator.userName, administrator.password)
    await git.run(['push', '-q', address, 'main'], folder)
  })
  afterAll(async () => {
    git.leave()
    await host.stop()
  })

  test('a folder answers with its children, a file with its lines', async () => {
    const { body } = await get('/browse/src')
    expect(body).toMatchObject({
      path: { components: ['src'], parent: '', name: 'src', toString: 'src' },
      revision: 'refs/heads/main',
      children: { size: 1, isLastPage: true, values: [{ type: 'DIRECTORY', path: { name: 'deep' } }] },
    })
    expect((await get('/browse/src/deep/a.ts')).body).toMatchObject({ lines: [{ text: 'three' }], size: 1 })
    expect((await get('/browse/src/deep/a.ts?type=true')).body).toEqual({ type: 'FILE' })
    expect((await get('/browse/src/deep/a.ts?size=true')).body).toEqual({ size: 6 })
    expect((await get('/browse/logo.bin')).body).toMatchObject({ binary: true })
    expect(pageOf(await get('/files/src')).values).toEqual(['deep/a.ts'])
  })

  test('a commit is told with the user whose address is in it, the oldest of several', async () => {
    const author = async (path: string) => {
      const answered = await get(path)
      const commit = path === '/commits' ? pageOf(answered).values[0] : answered.body
      return (commit as { author: unknown }).author
    }
    const byGit = { name: 'Jane Citizen', emailAddress: 'jane@example.com' }
    expect(await author('/commits')).toEqual(byGit)
    for (const name of ['jane', 'younger']) await of.addUser(name, { emailAddress: 'Jane@Example.com' })
    for (const path of ['/commits', '/commits/main'])
      expect(await author(path)).toMatchObject({ name: 'jane', slug: 'jane', active: true })
  })

  test('commits are of a path, between two, with or without merges; a path is no pattern', async () => {
    const subjects = async (search: string) =>
      pageOf(await get(`/commits${search}`)).values.map((one) => (one as { message: string }).message)
    expect(await subjects('')).toEqual(['Second', 'First'])
    expect(await subjects('?path=README.md')).toEqual(['First'])
    expect(await subjects('?path=*.ts')).toEqual([])
    expect(await subjects(`?path=${encodeURIComponent(':(top)*')}`)).toEqual(['First'])
    const first = (await git.run(['rev-parse', 'HEAD~1'], folder)).says.trim()
    expect(await subjects(`?since=${first}`)).toEqual(['Second'])
    expect(await subjects('?merges=only')).toEqual([])
  })

  test('branches are made, found and deleted; the default one stays', async () => {
    const make = (json: object) => of.rest('POST', `${base}/branches`, { json })
    expect((await make({ name: 'feature/x', startPoint: 'main' })).body).toMatchObject({
      id: 'refs/heads/feature/x',
      isDefault: false,
    })
    const wrong = await make({ name: 'a..b', startPoint: 'main' })
    expect([wrong.status, messageOf(wrong.body)]).toEqual([400, "'a..b' is not a valid branch name."])
    expect((await make({ name: 'feature/x', startPoint: 'main' })).status).toBe(409)
    expect((await make({ name: 'y', startPoint: '--all' })).status).toBe(404)
    expect(pageOf(await get('/branches?filterText=FEAT')).values).toHaveLength(1)
    const utilities = '/rest/branch-utils/latest/projects/ACME/repos/shop/branches'
    const remove = (json: object) => of.rest('DELETE', utilities, { json })
    expect((await remove({ name: 'feature/x', dryRun: true })).status).toBe(204)
    expect((await remove({ name: 'feature/x', endPoint: '1'.repeat(40) })).status).toBe(404)
    expect((await remove({ name: 'refs/heads/feature/x' })).status).toBe(204)
    const kept = await remove({ name: 'main' })
    expect([kept.status, messageOf(kept.body)]).toEqual([
      409,
      'main is the default branch and cannot be deleted.',
    ])
  })

  test('an archived repository is not changed over REST either', async () => {
    await of.rest('PUT', `${base}`, { json: { archived: true } })
    const refused = await of.rest('POST', `${base}/branches`, { json: { name: 'z', startPoint: 'main' } })
    expect([refused.status, messageOf(refused.body)]).toEqual([
      409,
      'Repository ACME/shop is archived: nothing in it can be changed.',
    ])
  })

  test('what is empty, missing or cannot be is told in its words', async () => {
    const empty = await of.rest('GET', '/rest/api/latest/projects/ACME/repos/empty/commits')
    expect([empty.status, messageOf(empty.body)]).toEqual([
      404,
      'No default branch is defined: nothing was pushed to this repository yet.',
    ])
    for (const [path, status] of [
      ['/browse/none', 404],
      ['/browse?at=refs/heads/none', 404],
      ['/commits/--output=x', 404],
      ['/commits?merges=some', 400],
      ['/branches?orderBy=SIZE', 400],
      ['/archive?format=exe', 400],
      ['/archive?prefix=../x', 400],
      ['/files/README.md', 404],
    ] as const)
      expect([path, (await get(path)).status]).toEqual([path, status])
  })
})
