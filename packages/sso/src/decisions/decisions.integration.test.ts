import { eachStore } from '@postern/kit/testing'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { claimNames } from '../account-rules/person.ts'
import { usualRules } from '../account-rules/rules.ts'
import { accountRules } from '../account-rules/store.ts'
import { decisions } from '../accounts/decisions.ts'
import { accounts } from '../accounts/store.ts'
import { type AdministratorBrowser, administratorOf } from '../administrators/test-administrator.ts'
import { audit } from '../audit/store.ts'
import type { Connection } from '../connections/connection.ts'
import { personSessions } from '../sessions/sessions.ts'
import { codeOf, pathOf } from '../sign-in/test-browser.ts'
import { type TestHouse, testHouse } from '../sign-in/test-house.ts'
import { section } from './words.ts'

eachStore((_engine, open) => {
  let house: TestHouse
  let owner: AdministratorBrowser
  let first: Connection
  let second: Connection
  beforeEach(async () => {
    house = await testHouse(await open())
    owner = await administratorOf(house)
    first = await house.connection()
    second = await house.connection()
  })
  afterEach(() => house.stop())

  const nameId = 'anna@contoso.example'
  const signIn = async (by: Connection, name = nameId) => {
    house.clock.now += 1_000
    return house.browser().answer(pathOf(by), house.response(by, { nameId: name }))
  }
  const text = async (path: string) => (await owner.get(path)).text()
  const waiting = () => decisions(house.world.store).list({ open: true })
  const theOne = async () => {
    const [one] = await waiting()
    if (!one) throw new Error('nobody waits')
    return `${section}/${one.id}`
  }
  const tieOf = async (by: Connection) =>
    (await accounts(house.world.store).list({ search: '', limit: 10 })).find(
      ({ account }) => account.connectionId === by.id,
    )?.account
  const lastEntry = async () => (await audit(house.world.store).list({ query: '' }))[0]

  describe('an account that is another person’s', () => {
    beforeEach(async () => {
      expect((await signIn(first)).status).toBe(303)
      const refused = await signIn(second)
      expect(await codeOf(refused)).toBe('account-taken')
    })

    test('waits, once for each person, with who came, the account and its holder', async () => {
      await signIn(second)
      expect(await waiting()).toMatchObject([{ times: 2, accountName: nameId, collision: 'account-taken' }])
      for (const page of ['/admin', '/admin/accounts'])
        expect(await text(page)).toContain('One person waits for a decision.')
      expect(await text(section)).toContain('The account is somebody else’s')
      const shown = await text(await theOne())
      for (const said of [
        'anna waits for a decision',
        'Refused 2 times',
        `object of ${nameId}`,
        'The account in question',
        'Names and addresses until now',
      ])
        expect(shown).toContain(said)
    })

    test('goes to the new one: the next sign-in goes through, and whoever had it is out', async () => {
      const before = house.browser()
      house.clock.now += 1_000
      await before.answer(pathOf(first), house.response(first, { nameId }))
      const path = await theOne()
      const holder = (await tieOf(first))?.id ?? ''
      const open = () => people.count(holder, house.clock.now)
      const people = personSessions(house.world, house.connections)
      expect(await open()).toBe(2)
      const asked = await text(`${path}/tie?account=${nameId}`)
      expect(asked).toContain(`is no longer ${nameId}, and is signed out of Postern.`)
      const done = await owner.submit(`${path}/tie?account=${nameId}`, {})
      expect(done.headers.get('location')).toBe(`${section}?done=tied`)
      expect(await open()).toBe(0)
      expect(await (await before.get('/')).text()).not.toContain('You are signed in')
      expect(await tieOf(first)).toBeUndefined()
      expect((await signIn(second)).status).toBe(303)
      expect(await tieOf(second)).toMatchObject({ userName: nameId })
      expect(await codeOf(await signIn(first))).toBe('account-taken')
      expect(await text(`${section}?show=decided`)).toContain('Tied')
      expect(await audit(house.world.store).list({ query: 'Person tied by a decision' })).toMatchObject([
        { who: { name: 'owner' }, subject: { name: 'anna' } },
      ])
    })

    test('stays, and the person gets another name, under which an account is made', async () => {
      const path = await theOne()
      const give = (newName: string) => owner.submit(`${path}/new-name`, { newName }, {}, path)
      for (const [name, said] of [
        ['', 'Enter the User name that the new account gets.'],
        ['admin', 'Bitbucket has an account called admin.'],
        ['a\u202eb', 'without characters that cannot be seen'],
      ] as const) {
        const wrong = await give(name)
        expect(wrong.status).toBe(400)
        expect(await wrong.text()).toContain(said)
      }
      expect((await give('anna.2@contoso.example')).status).toBe(303)
      expect((await signIn(second)).status).toBe(303)
      expect(await tieOf(second)).toMatchObject({ userName: 'anna.2@contoso.example' })
      expect(house.bitbucket.groupsOf('anna.2@contoso.example')).toEqual(['stash-users'])
      expect((await signIn(first)).status).toBe(303)
    })

    test('stays refused, also after they came again, and can be decided anew', async () => {
      const path = await theOne()
      const done = await owner.submit(`${path}/refuse`, {}, {}, path)
      expect(done.headers.get('location')).toBe(`${section}?done=refused`)
      expect(await codeOf(await signIn(second))).toBe('account-taken')
      expect(await waiting()).toEqual([])
      expect(await text(section)).toContain('Nobody waits for a decision')
      expect(await text(path)).toContain('anna stays refused')
      expect((await lastEntry())?.action).toBe('Person kept refused')
      expect((await owner.submit(`${path}/tie?account=${nameId}`, {})).status).toBe(303)
      expect((await signIn(second)).status).toBe(303)
    })

    test('an account that is not there, or is not active, is said at its field', async () => {
      const path = await theOne()
      const tie = async (account: string) => text(`${path}/tie?account=${account}`)
      expect(await tie('')).toContain('Enter the User name of the account in Account.')
      expect(await tie('nobody')).toContain('Bitbucket has no account called nobody. Correct Account.')
      house.bitbucket.addUser('gone', { active: false })
      expect(await tie('gone')).toContain('gone is not active in Bitbucket.')
      expect((await owner.get(`${section}/nobody`)).status).toBe(404)
    })

    test('a decision that came too late changes nothing', async () => {
      const path = await theOne()
      await owner.submit(`${path}/new-name`, { newName: 'anna.2@contoso.example' }, {}, path)
      house.bitbucket.addUser('free')
      const late = await owner.submit(`${path}/tie?account=free`, {}, {}, `${path}/tie?account=free`)
      expect(late.status).toBe(409)
      expect(await tieOf(second)).toMatchObject({ userName: 'anna.2@contoso.example' })
      expect(await tieOf(first)).toMatchObject({ userName: nameId })
    })

    test('while Bitbucket is away the page can be read, and nothing is decided', async () => {
      house.bitbucket.before = () => [500, { message: 'broken' }]
      const path = await theOne()
      expect(await text(path)).toContain('cannot be asked about the account at the moment.')
      expect((await owner.get(`${path}/tie?account=${nameId}`)).status).toBe(409)
    })
  })

  describe('an account that administers Bitbucket', () => {
    beforeEach(async () => {
      house.bitbucket.addUser(nameId)
      house.bitbucket.userPermissions.set(nameId, 'ADMIN')
      expect(await codeOf(await signIn(first))).toBe('account-is-administrator')
    })

    test('is given by an owner alone, who types whose it is', async () => {
      const path = await theOne()
      const at = `${path}/tie?account=${nameId}`
      const administrator = await administratorOf(house, 'second', 'administrator')
      expect((await administrator.submit(at, { confirm: nameId })).status).toBe(403)
      const untyped = await owner.submit(at, { confirm: 'yes' })
      expect(untyped.status).toBe(400)
      expect(await untyped.text()).toContain(`Type ${nameId} to confirm.`)
      expect(await tieOf(first)).toBeUndefined()
      expect((await owner.submit(at, { confirm: nameId.toUpperCase() })).status).toBe(303)
      expect((await signIn(first)).status).toBe(303)
      expect(await tieOf(first)).toMatchObject({ userName: nameId })
    })
  })

  test('several accounts of one address are shown to choose from', async () => {
    const finding = { ...usualRules.finding, linkBy: { by: 'email-address' } } as const
    await accountRules(house.world.store).change(first.id, { finding })
    for (const name of ['one', 'two']) house.bitbucket.addUser(name, { emailAddress: nameId })
    house.clock.now += 1_000
    const claims = { [claimNames.emailAddress]: [nameId] }
    const response = house.response(first, { nameId, claims })
    const refused = await house.browser().answer(pathOf(first), response)
    expect(await codeOf(refused)).toBe('account-several')
    const path = await theOne()
    const shown = await text(path)
    expect(shown).toContain('Accounts of this address')
    expect(shown).toContain(`href="${path}/tie?account=two"`)
    expect((await owner.submit(`${path}/tie?account=two`, {})).status).toBe(303)
    expect(await tieOf(first)).toMatchObject({ userName: 'two', emailAddress: nameId })
  })

  test('what hangs on a connection goes with it', async () => {
    house.bitbucket.addUser(nameId)
    house.bitbucket.userPermissions.set(nameId, 'ADMIN')
    await signIn(first)
    expect(await waiting()).toHaveLength(1)
    const remove = `/admin/connections/${first.id}/delete`
    await owner.submit(remove, { confirm: first.name })
    expect(await house.connections.find(first.id)).toBeUndefined()
    expect(await waiting()).toEqual([])
  })

  test('who waits and does not come again for 90 days is forgotten', async () => {
    house.bitbucket.addUser(nameId)
    house.bitbucket.userPermissions.set(nameId, 'ADMIN')
    await signIn(first)
    const day = 86_400_000
    await decisions(house.world.store).sweep(house.clock.now + 89 * day)
    expect(await waiting()).toHaveLength(1)
    await decisions(house.world.store).sweep(house.clock.now + 91 * day)
    expect(await waiting()).toEqual([])
  })
})
