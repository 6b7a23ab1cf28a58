import { eachStore } from '@postern/kit/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { administrator, type Host, startHost } from '../testing/host.ts'
import { basic, pageOf, query, type RestPage, restOf } from '../testing/rest.ts'

const admin = '/rest/api/latest/admin'
const error = (context: string | null, message: string, exceptionName: string | null = null) => ({
  errors: [{ context, message, exceptionName }],
})

eachStore((_, open) => {
  let host: Host
  beforeAll(async () => {
    host = await startHost(await open())
  })
  afterAll(() => host.stop())
  const { rest } = restOf(() => host.url)

  describe('pages', () => {
    test('follow one another by nextPageStart and hold everything once', async () => {
      for (let n = 0; n < 7; n++) await rest('POST', `${admin}/groups?name=paged-${n}`)
      const names: unknown[] = []
      let start: number | undefined = 0
      while (start !== undefined) {
        const page: RestPage = pageOf(
          await rest('GET', `${admin}/groups?filter=paged-&limit=3&start=${start}`),
        )
        expect(page).toMatchObject({ limit: 3, start, size: page.values.length })
        expect(page.isLastPage).toBe(page.nextPageStart === undefined)
        names.push(...page.values)
        start = page.nextPageStart
      }
      expect(names).toHaveLength(7)
    })

    test('lower a limit that is too great, and refuse what is no number', async () => {
      expect(pageOf(await rest('GET', `${admin}/groups?limit=1000000`)).limit).toBe(1_000)
      expect(pageOf(await rest('GET', `${admin}/groups`)).limit).toBe(25)
      const bad = await rest('GET', `${admin}/groups?start=-1`)
      expect([bad.status, bad.body]).toEqual([
        400,
        error('start', 'The start should be a whole number, 0 or more.'),
      ])
    })

    test('search what is typed and not what it could mean', async () => {
      expect(pageOf(await rest('GET', `${admin}/groups${query({ filter: '%' })}`)).values).toEqual([])
    })
  })

  describe('bad input', () => {
    test.each([
      ['nothing', ''],
      ['no JSON', '{'],
      ['no object', '[]'],
      ['a wrong type', '{"user":1,"groups":"x"}'],
    ])('%s as a body: 400 and a sentence', async (_name, body) => {
      const response = await fetch(`${host.url}${admin}/users/add-groups`, {
        method: 'POST',
        headers: { authorization: basic(administrator.userName, administrator.password) },
        body,
      })
      expect(response.status).toBe(400)
      const { errors } = (await response.json()) as { errors: { message: string }[] }
      expect(errors[0]?.message).toMatch(/\.$/)
    })

    test('a body that is too large: 400, and the server goes on', async () => {
      const json = { user: 'x'.repeat(100_000), groups: [] }
      expect((await rest('POST', `${admin}/users/add-groups`, { json })).status).toBe(400)
      expect((await rest('GET', '/status', { as: '' })).body).toEqual({ state: 'RUNNING' })
    })

    test('an address that does not exist below /rest: 404 as JSON', async () => {
      expect((await rest('GET', '/rest/api/latest/nothing')).status).toBe(404)
    })
  })

  test('application-properties are for everybody', async () => {
    const { status, body } = await rest('GET', '/rest/api/1.0/application-properties', { as: '' })
    expect([status, Object.keys(body as object)]).toEqual([
      200,
      ['version', 'buildNumber', 'buildDate', 'displayName'],
    ])
  })
})
