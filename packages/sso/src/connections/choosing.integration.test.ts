import { eachStore } from '@postern/kit/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestHouse, testHouse } from '../sign-in/test-house.ts'
import { choicesOnPage } from './choosing.ts'
import { type Connection, isReady } from './connection.ts'

eachStore((_engine, open) => {
  let house: TestHouse
  beforeAll(async () => {
    house = await testHouse(await open())
  })
  afterAll(() => house.stop())

  const choosing = () => house.connections.choosing
  const idsOf = (choices: readonly { readonly id: string }[]) => choices.map(({ id }) => id)

  test('what is ready by the rules is what is offered', async () => {
    const whole = await house.connection()
    const { identityProvider: _, ...bare } = whole
    const changes: readonly Partial<Connection>[] = [
      {},
      { state: 'draft' },
      { state: 'paused' },
      { verifiedCertificates: [] },
      { knownDomains: [] },
      { knownDomains: [], anyDomain: true },
    ]
    for (const change of changes) await house.connection(change)
    await house.connections.create({ ...bare, id: 'bare' as Connection['id'], name: 'Bare' })
    const { applicationId: __, ...adrift } = whole
    await house.connections.create({ ...adrift, id: 'adrift' as Connection['id'], name: 'Adrift' })
    const ready = (await house.connections.list()).filter(isReady)
    expect(idsOf((await choosing().search({})).choices)).toEqual(idsOf(ready))
    expect(ready).toHaveLength(3)
  })

  test('a domain leads to those that know it, as soon as it is saved and no longer', async () => {
    const one = await house.connection({ knownDomains: ['fabrikam.example', 'fabrikam.test'] })
    expect(idsOf(await choosing().knowing('fabrikam.test'))).toEqual([one.id])
    expect(await choosing().knowing('sub.fabrikam.test')).toEqual([])
    await house.connections.change(one.id, { knownDomains: ['northwind.example'] })
    expect(await choosing().knowing('fabrikam.test')).toEqual([])
    expect(idsOf(await choosing().knowing('northwind.example'))).toEqual([one.id])
    await house.connections.remove(one.id)
    expect(await choosing().knowing('northwind.example')).toEqual([])
  })

  test('a name is searched letter by letter: what stands for any letter elsewhere does not', async () => {
    const percent = await house.connection({ name: '100 % Contoso_A' })
    const find = async (name: string) => idsOf((await choosing().search({ name })).choices)
    expect(await find('%')).toEqual([percent.id])
    expect(await find('o_a')).toEqual([percent.id])
    expect(await find('CONTOSO')).toEqual([percent.id])
    expect(await find("' or 1=1 --")).toEqual([])
  })

  test('a page is full, and the next one goes on', async () => {
    for (let n = 0; n < choicesOnPage; n++)
      await house.connection({ name: `Page ${String(n).padStart(2, '0')}` })
    const first = await choosing().search({ name: 'page', page: 1 })
    await house.connection({ name: 'Page 99' })
    expect([first.choices.length, first.more]).toEqual([choicesOnPage, false])
    expect((await choosing().search({ name: 'page', page: 1 })).more).toBe(true)
    const [next] = (await choosing().search({ name: 'page', page: 2 })).choices
    expect(next?.name).toBe('Page 99')
  })
})
