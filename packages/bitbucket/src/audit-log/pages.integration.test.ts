import { eachStore } from '@postern/kit/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { administer, logIn } from '../testing/administer.ts'
import type { Browser } from '../testing/browser.ts'
import { contentOf } from '../testing/content.ts'
import { type Host, startHost } from '../testing/host.ts'
import { restOf } from '../testing/rest.ts'

const path = '/admin/audit-log'
const api = '/rest/api/latest'

eachStore((_, open) => {
  let host: Host
  let browser: Browser
  const of = restOf(() => host.url)
  const { rest, addUser } = of
  const { makeProject, makeRepository } = contentOf(of)
  beforeAll(async () => {
    host = await startHost(await open())
    browser = await administer(host)
  })
  afterAll(() => host.stop())
  const textOf = async (address: string) => (await browser.open(`${host.url}${address}`)).text

  test('the pages tell by whom and from where, narrow, page, and lead from an event to others of the same', async () => {
    await makeProject('PAGES', { description: '<b>bold</b>' })
    for (let n = 0; n < 55; n++) await makeRepository('PAGES', `repository-${n}`)
    const first = await textOf(`${path}?q=repository-`)
    const [, older = ''] = /href="([^"]+)"[^>]*rel="next"/.exec(first) ?? []
    const second = await textOf(older.replaceAll('&amp;', '&'))
    const has = (text: string) => ['repository-54', 'repository-0<'].map((name) => text.includes(name))
    expect([has(first), has(second)]).toEqual([
      [true, false],
      [false, true],
    ])
    expect(await textOf(`${path}?q=pages&category=Projects`)).not.toContain('Repository created')
    const [, href = ''] =
      /href="(\/admin\/audit-log\/[^"]+)"[^>]*>Project created/.exec(
        await textOf(`${path}?q=PAGES&category=Projects`),
      ) ?? []
    const entry = await textOf(href)
    for (const said of ['Project PAGES, by admin.', '127.0.0.1', '&lt;b&gt;bold', 'Events of Project PAGES'])
      expect(entry).toContain(said)
    expect(await textOf(`${path}?q=no-such-thing`)).toContain('No event matches')
    expect(await textOf(`${path}/nothing`)).toContain('audit-event-missing')
  })

  test('takes a System Admin', async () => {
    await addUser('ada')
    await rest('PUT', `${api}/admin/permissions/users?name=ada&permission=ADMIN`)
    const ada = await logIn(host, 'ada', 'pass word')
    const asked = await ada.open(`${host.url}/admin`)
    await ada.submit(asked, '/websudo', { j_password: 'pass word' })
    expect((await ada.open(`${host.url}${path}`)).status).toBe(403)
    expect((await ada.open(`${host.url}/admin`)).text).not.toContain('Audit log')
  })
})
