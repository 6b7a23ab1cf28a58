import { entry, problems } from '@postern/saml/problem'
import { afterEach, beforeAll, expect, test } from 'vitest'
import type { Store } from '../store/index.ts'
import { eachStore, testWorld } from '../testing/index.ts'
import { clientAddress, createApp, endsElsewhere, type RunningServer, serve, tellsOrigin } from './index.ts'

const fault = problems({ locked: entry({ kind: 'limited', cause: 'Too often.', remedy: 'Wait.' }) })

eachStore((_engine, open) => {
  let store: Store
  const running: RunningServer[] = []
  beforeAll(async () => {
    store = await open()
  })
  afterEach(async () => {
    for (const server of running.splice(0)) await server.stop()
  })

  function house(trustedProxies: readonly string[] = []) {
    const plain = testWorld({ store })
    const world = { ...plain, settings: { ...plain.settings, port: 0, trustedProxies } }
    const app = createApp({
      world,
      answer: (web, { status, code, reference, problem }) =>
        web.text(`${code} ${reference} ${problem?.message ?? ''}`, status),
    })
    app.get('/plain', (web) => web.text('plain'))
    app.get('/elsewhere', (web) => {
      endsElsewhere(web)
      return web.text('elsewhere')
    })
    app.get('/onward', (web) => {
      tellsOrigin(web)
      return web.text('onward')
    })
    app.get('/locked', () => {
      throw fault('locked', {})
    })
    app.get('/bug', () => {
      throw new Error('secret detail')
    })
    app.get('/address', (web) => web.text(clientAddress(web)))
    return { app, world }
  }

  async function start(trustedProxies?: readonly string[]) {
    const { app, world } = house(trustedProxies)
    const server = await serve({ app, settings: world.settings })
    running.push(server)
    return (path: string, headers: Record<string, string> = {}) =>
      fetch(`http://127.0.0.1:${server.port}${path}`, { headers })
  }

  test('every answer carries the strict policy; only a page that says so leaves form-action out', async () => {
    const visit = await start()
    const policy = (await visit('/plain')).headers.get('content-security-policy')
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("form-action 'self'")
    expect((await visit('/elsewhere')).headers.get('content-security-policy')).not.toContain('form-action')
    expect((await visit('/nowhere')).headers.get('content-security-policy')).toContain("form-action 'self'")
  })

  test('no other site learns where from, but where a page says so: the origin, and never more', async () => {
    const visit = await start()
    const told = async (path: string) => (await visit(path)).headers.get('referrer-policy')
    expect([await told('/plain'), await told('/onward')]).toEqual(['same-origin', 'origin'])
  })

  test('a Problem has the status of its kind; a bug tells nothing but a reference', async () => {
    const visit = await start()
    const locked = await visit('/locked')
    expect(locked.status).toBe(429)
    expect(await locked.text()).toMatch(/^locked [0-9A-Z]{4}-[0-9A-Z]{4} Too often\.$/)
    const bug = await visit('/bug')
    expect(bug.status).toBe(500)
    expect(await bug.text()).toMatch(/^internal [0-9A-Z]{4}-[0-9A-Z]{4} $/)
    expect((await visit('/nowhere')).status).toBe(404)
  })

  test('X-Forwarded-For counts only from a trusted proxy, and only as far as the chain is trusted', async () => {
    const forwarded = { 'x-forwarded-for': '6.6.6.6, 203.0.113.9, 10.0.0.5' }
    expect(await (await (await start())('/address', forwarded)).text()).toBe('127.0.0.1')
    const visit = await start(['127.0.0.1', '10.0.0.0/8'])
    expect(await (await visit('/address', forwarded)).text()).toBe('203.0.113.9')
  })

  test('a port in use is a Problem in one line', async () => {
    const { app, world } = house()
    const first = await serve({ app, settings: world.settings })
    running.push(first)
    const second = serve({ app, settings: { ...world.settings, port: first.port } })
    await expect(second).rejects.toMatchObject({ code: 'port-in-use' })
  })
})
