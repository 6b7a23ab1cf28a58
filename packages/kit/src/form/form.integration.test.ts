import { beforeAll, expect, test } from 'vitest'
import { createApp } from '../http/index.ts'
import type { Store } from '../store/index.ts'
import { eachStore, testWorld } from '../testing/index.ts'
import { csrfToken, readForm } from './index.ts'

eachStore((_engine, open) => {
  let store: Store
  beforeAll(async () => {
    store = await open()
  })

  async function house() {
    const app = createApp({
      world: testWorld({ store }),
      answer: (web, { code, status }) => web.text(code, status),
    })
    app.get('/form', (web) => web.text(csrfToken(web)))
    app.get('/forms', (web) => web.text(`${csrfToken(web)} ${csrfToken(web)}`))
    app.post('/form', async (web) => {
      const form = await readForm(web, { limit: 1_000 })
      const file = await form.file('file')
      return web.text(`${form.text('name')}|${form.all('tag').join()}|${file?.length ?? 'no file'}`)
    })
    const page = await app.request('/form')
    const csrf = await page.text()
    const cookie = page.headers.getSetCookie().at(-1)?.split(';')[0] ?? ''
    const post = async (body: URLSearchParams | FormData | string, headers: Record<string, string> = {}) => {
      const answer = await app.request('/form', { method: 'POST', body, headers: { cookie, ...headers } })
      return `${answer.status} ${await answer.text()}`
    }
    const tokens = async () => {
      const forms = await app.request('/forms')
      return { tokens: (await forms.text()).split(' '), cookies: forms.headers.getSetCookie().length }
    }
    return { csrf, post, tokens }
  }

  test('reads what was typed', async () => {
    const { csrf, post } = await house()
    expect(await post(new URLSearchParams({ csrf, name: ' B.Simon ' }))).toBe('200  B.Simon ||no file')
  })

  test('two forms on the first page of a browser have one token and one cookie', async () => {
    const { tokens, cookies } = await (await house()).tokens()
    expect([tokens[0] === tokens[1], cookies]).toEqual([true, 1])
  })

  test('reads an uploaded file', async () => {
    const { csrf, post } = await house()
    const body = new FormData()
    body.set('csrf', csrf)
    body.set('file', new Blob(['12345']), 'metadata.xml')
    expect(await post(body)).toBe('200 ||5')
  })

  test('refuses without the token, with a token of another browser, and from another site', async () => {
    const { csrf, post } = await house()
    const other = await house()
    expect(await post(new URLSearchParams({ name: 'x' }))).toBe('403 form-expired')
    expect(await post(new URLSearchParams({ csrf: other.csrf }))).toBe('403 form-expired')
    expect(await post(new URLSearchParams({ csrf }), { cookie: '' })).toBe('403 form-expired')
    for (const site of ['cross-site', 'same-site', 'none']) {
      expect(await post(new URLSearchParams({ csrf }), { 'sec-fetch-site': site })).toBe('403 form-expired')
    }
    expect(await post(new URLSearchParams({ csrf }), { 'sec-fetch-site': 'same-origin' })).toMatch(/^200/)
  })

  test('refuses a field that came twice, a body over the limit, and what is no form', async () => {
    const { csrf, post } = await house()
    expect(
      await post(
        new URLSearchParams([
          ['csrf', csrf],
          ['name', 'a'],
          ['name', 'b'],
        ]),
      ),
    ).toBe('400 field-repeated')
    expect(await post(new URLSearchParams({ csrf, name: 'x'.repeat(1_000) }))).toBe('400 body-too-large')
    expect(await post('{}', { 'content-type': 'application/json' })).toBe('400 form-type')
    expect(await post('x', { 'content-type': 'multipart/form-data; boundary=y' })).toBe('400 form-type')
  })
})
