import { eachStore } from '@postern/kit/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { administer } from '../testing/administer.ts'
import { contentOf } from '../testing/content.ts'
import { GitClient, withUser } from '../testing/git.ts'
import { administrator, type Host, startHost } from '../testing/host.ts'
import { restOf } from '../testing/rest.ts'

const api = '/rest/api/latest'

eachStore((_, open) => {
  let host: Host
  const git = new GitClient()
  const of = restOf(() => host.url)
  const { rest, addUser } = of
  const license = (text: string) => rest('POST', `${api}/admin/license`, { json: { license: text } })
  beforeAll(async () => {
    host = await startHost(await open())
  })
  afterAll(async () => {
    git.leave()
    await host.stop()
  })

  test('without one there is no limit; with one it is told with the seats that are taken', async () => {
    expect((await rest('GET', `${api}/admin/license`)).body).toMatchObject({
      unlimitedNumberOfUsers: true,
      maximumNumberOfUsers: -1,
      status: { currentNumberOfUsers: 1 },
    })
    const { status, body } = await license('Description=Bitbucket\nNumberOfUsers=2\n')
    expect([status, body]).toMatchObject([
      200,
      { unlimitedNumberOfUsers: false, maximumNumberOfUsers: 2, status: { currentNumberOfUsers: 1 } },
    ])
    for (const text of ['', 'AAAB', 'NumberOfUsers=0', 'NumberOfUsers=-7'])
      expect([text, (await license(text)).status]).toEqual([text, 400])
  })

  test('a seat too many is refused with 403 by each way to it, and nothing of the change stays', async () => {
    expect((await addUser('second')).status).toBe(204)
    const third = await addUser('third')
    expect([third.status, third.body]).toEqual([
      403,
      {
        errors: [
          {
            context: null,
            message: 'The action was disallowed as it would exceed the license limit of 2 users.',
            exceptionName: null,
          },
        ],
      },
    ])
    expect((await rest('GET', `${api}/users/third`)).status).toBe(404)
    expect((await addUser('third', { addToDefaultGroup: 'false' })).status).toBe(204)
    const join = { json: { user: 'third', groups: ['stash-users'] } }
    expect((await rest('POST', `${api}/admin/users/add-groups`, join)).status).toBe(403)
    const grant = `${api}/admin/permissions/users?name=third&permission=LICENSED_USER`
    expect((await rest('PUT', grant)).status).toBe(403)
    const leave = { json: { context: 'second', itemName: 'stash-users' } }
    expect((await rest('POST', `${api}/admin/users/remove-group`, leave)).status).toBe(200)
    expect((await rest('PUT', grant)).status).toBe(204)
  })

  test('over the limit nothing is pushed, in words, and the page says why', async () => {
    const { makeProject, makeRepository } = contentOf(of)
    await makeProject('ACME')
    await makeRepository('ACME', 'shop')
    const browser = await administer(host)
    const path = '/admin/license'
    const bad = await browser.submit(await browser.open(`${host.url}${path}`), path, { maximum: 'many' })
    expect([bad.status, bad.text.includes('value="many"')]).toEqual([400, true])
    const saved = await browser.submit(bad, path, { maximum: '1' })
    expect(saved.text).toContain('2 users are licensed, and the licence is for 1.')
    const folder = await git.begin('work', { a: 'a' })
    const address = withUser(`${host.url}/scm/acme/shop.git`, administrator.userName, administrator.password)
    const push = () => git.run(['push', '-q', address, 'main'], folder)
    expect((await push()).says).toContain(
      'remote: Nothing can be pushed: there are more users than the licence allows.',
    )
    await browser.submit(saved, path, { maximum: '' })
    expect(await push()).toEqual({ ok: true, says: '' })
  })
})
