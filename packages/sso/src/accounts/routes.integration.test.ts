import { eachStore } from '@postern/kit/testing'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type AdministratorBrowser, administratorOf } from '../administrators/test-administrator.ts'
import { applicationId } from '../applications/application.ts'
import { audit } from '../audit/store.ts'
import type { Connection } from '../connections/connection.ts'
import { pathOf } from '../sign-in/test-browser.ts'
import { type TestHouse, testHouse } from '../sign-in/test-house.ts'
import { accountId } from './account.ts'
import { ledger } from './ledger.ts'
import { accounts } from './store.ts'

eachStore((_engine, open) => {
  let house: TestHouse
  let owner: AdministratorBrowser
  let connection: Connection
  beforeEach(async () => {
    house = await testHouse(await open())
    owner = await administratorOf(house)
    connection = await house.connection()
  })
  afterEach(() => house.stop())

  const known = () => accounts(house.world.store)
  const tie = (name: string, more: { state?: 'made' | 'ready'; createdAt?: number } = {}) =>
    known().claim(
      {
        id: accountId(name),
        connectionId: connection.id,
        applicationId: applicationId('bitbucket1'),
        subject: `oid-${name}`,
        userName: `${name}@contoso.example`,
        displayName: `<${name}>`,
        emailAddress: `${name}@contoso.example`,
        createdAt: more.createdAt ?? 1,
      },
      more.state ?? 'ready',
    )
  const page = async (path: string) => (await owner.get(path)).text()
  const lastEntry = async () => (await audit(house.world.store).list({ query: '' }))[0]

  test('says that nobody came yet, and that nobody was found', async () => {
    expect(await page('/admin/accounts')).toContain('Nobody has signed in yet')
    expect(await page('/admin/accounts?q=%3Cx')).toContain('No account has “&lt;x” in its name')
  })

  test('lists people, escaped, newest first, and finds them by a word', async () => {
    await tie('anna')
    await tie('bert', { state: 'made' })
    const all = await page('/admin/accounts')
    for (const said of ['&lt;anna&gt;', 'bert@contoso.example', 'Not finished', '/admin/accounts/anna'])
      expect(all).toContain(said)
    const found = await page('/admin/accounts?q=BERT')
    expect(found).toContain('/admin/accounts/bert')
    expect(found).not.toContain('/admin/accounts/anna')
    expect(await page('/admin/accounts/anna')).toContain('oid-anna')
    expect((await owner.get('/admin/accounts/nobody')).status).toBe(404)
  })

  test('goes on page by page, through people of the same moment too, and keeps the search', async () => {
    const names = Array.from({ length: 120 }, (_, n) => `p${String(n).padStart(3, '0')}`)
    for (const name of names) await tie(name, { createdAt: name < 'p060' ? 1 : 2 })
    await tie('other')
    const seen: string[] = []
    let next: string | undefined = '/admin/accounts?q=contoso+p'
    let pages = 0
    while (next) {
      const html: string = await page(next)
      seen.push(...[...html.matchAll(/href="\/admin\/accounts\/(p\d+)"/g)].map(([, id]) => id ?? ''))
      next = /href="([^"]+)" rel="next"/.exec(html)?.[1]?.replaceAll('&amp;', '&')
      pages++
    }
    expect(pages).toBe(3)
    expect(seen.toSorted()).toEqual(names)
    expect(new Set(seen.slice(0, 60))).toEqual(new Set(names.slice(60)))
    expect((await owner.get('/admin/accounts?before=nonsense')).status).toBe(200)
  })

  test('somebody is found by a name of the past, when it is whole', async () => {
    await tie('anna')
    const subject = { connectionId: connection.id, subject: 'oid-anna' }
    const by = { at: 1, attemptId: 'attempt1' }
    await ledger(house.world.store).add(subject, { 'user-name': 'Anna.Maiden@contoso.example' }, by)
    const found = await page('/admin/accounts?q=anna.maiden%40CONTOSO.example')
    expect(found).toContain('Once called so')
    expect(found).toContain('/admin/accounts/anna')
    expect(await page('/admin/accounts?q=anna.maiden')).toContain('No account has')
    const one = await page('/admin/accounts/anna')
    expect(one).toContain('Anna.Maiden@contoso.example')
    expect(one).toContain('/admin/activity/attempt1')
  })

  test('the names of a person are kept with the sign-in that brought each', async () => {
    await house.browser().answer(pathOf(connection), house.response(connection))
    const [first] = await known().list({ search: '', limit: 1 })
    if (!first) throw new Error('nobody')
    const names = () => ledger(house.world.store).of(first.account)
    expect((await names()).map(({ kind }) => kind).toSorted()).toEqual(['full-name', 'name-id', 'user-name'])
    house.clock.now += 1_000
    await house.browser().answer(pathOf(connection), house.response(connection))
    expect(await names()).toHaveLength(3)
    const attempt = (await names())[0]?.attemptId ?? ''
    expect((await owner.get(`/admin/activity/${attempt}`)).status).toBe(200)
  })

  test('the sessions of a person are counted and ended', async () => {
    const person = house.browser()
    await person.answer(pathOf(connection), house.response(connection))
    const [one] = await known().list({ search: '', limit: 1 })
    const path = `/admin/accounts/${one?.account.id ?? ''}`
    expect(await page(path)).toContain('In one browser')
    expect(await (await person.get('/')).text()).toContain('You are signed in')
    const ended = await owner.submit(`${path}/end-sessions`, {}, {}, path)
    expect(ended.headers.get('location')).toBe(`${path}?done=ended`)
    expect(await (await person.get('/')).text()).not.toContain('You are signed in')
    const after = await page(`${path}?done=ended`)
    expect(after).toContain('Nowhere at the moment.')
    expect(after).toContain('are ended.')
    expect(await lastEntry()).toMatchObject({ action: 'Sessions ended', who: { name: 'owner' } })
  })

  test('removing a tie signs the person out and forgets the tie, after a question', async () => {
    const person = house.browser()
    await person.answer(pathOf(connection), house.response(connection))
    const [one] = await known().list({ search: '', limit: 1 })
    const path = `/admin/accounts/${one?.account.id ?? ''}`
    expect(await page(`${path}/remove`)).toContain('Remove the tie of B.Simon.1?')
    expect((await owner.post(`${path}/remove`, { csrf: 'other' })).status).toBe(403)
    expect(await known().list({ search: '', limit: 1 })).toHaveLength(1)
    const done = await owner.submit(`${path}/remove`, {})
    expect([done.status, done.headers.get('location')]).toEqual([303, '/admin/accounts?done=removed'])
    expect(await known().list({ search: '', limit: 1 })).toEqual([])
    expect(await (await person.get('/')).text()).not.toContain('You are signed in')
    expect(await page('/admin/accounts?done=removed')).toContain('The tie was removed.')
    expect(await lastEntry()).toMatchObject({ action: 'Tie removed' })
  })
})
