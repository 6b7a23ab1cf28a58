import { describe, expect, test } from 'vitest'
import type { Part } from './conformance.ts'

/** What a connector finds, and what it does not. Looking changes nothing: only GET requests pass. */
export function searchClauses({ trial, fresh, person, group }: Part): void {
  const finds = (name: string, work: () => Promise<void>) =>
    test(name, async () => {
      await work()
      const asked = trial().line.passed.map(({ method }) => method)
      expect([asked.length > 0, asked.filter((method) => method !== 'GET')]).toEqual([true, []])
    })

  describe('finds an account', () => {
    finds('by its whole user name, without regard to case, behind pages of others that hold it', async () => {
      trial().line.longestPage = 2
      const userName = fresh('b.simon')
      for (const n of [1, 2, 3, 4, 5]) await person({ userName: `${userName}-${n}` })
      await person({ userName: `${userName}-of`, emailAddress: `${userName}@other.example` })
      const wanted = await person({ userName: `${userName}.` })
      const { connector } = trial()
      trial().line.fail([])
      const found = await connector.findAccount(wanted.toUpperCase())
      expect(found).toMatchObject({ userName: wanted, displayName: `The ${wanted}`, active: true })
      expect(found?.key).not.toBe('')
      for (const other of [userName, `${userName}-`, fresh('nobody')])
        expect(await connector.findAccount(other)).toBeUndefined()
      expect(trial().line.passed.length).toBeGreaterThan(5)
    })

    finds('by its whole address, without regard to case; ten of one address at most', async () => {
      trial().line.longestPage = 3
      const address = `${fresh('shared')}@example.com`
      await person({ emailAddress: `x${address}` })
      const alone = await person({ emailAddress: address })
      const { connector } = trial()
      trial().line.fail([])
      expect(await connector.findByAddress(address.toUpperCase())).toMatchObject([{ userName: alone }])
      expect(await connector.findByAddress(address.slice(1))).toEqual([])
      for (let n = 0; n < 11; n++) await person({ emailAddress: address })
      expect(await connector.findByAddress(address)).toHaveLength(10)
    })

    finds(
      'by its key, under words that its name or address may hold, and no other of these words',
      async () => {
        const { connector } = trial()
        const [one, other] = [await person(), await person()]
        const { key = '', emailAddress = '' } = (await connector.findAccount(one)) ?? {}
        expect((await connector.findByKey(key, ['', fresh('nothing'), emailAddress]))?.userName).toBe(one)
        expect(await connector.findByKey(key, [other])).toBeUndefined()
        expect(await connector.findByKey('no such key', [one])).toBeUndefined()
      },
    )
  })

  describe('tells of groups', () => {
    finds('which ones somebody is in, all of them', async () => {
      trial().line.longestPage = 2
      const userName = await person()
      const groups = [await group(), await group(), await group(), await group(), await group()]
      for (const one of groups) await trial().byHand.join(userName, one)
      const { connector } = trial()
      expect([...(await connector.groupsOf(userName))].sort()).toEqual([...groups].sort())
      expect(await connector.groupsOf(await person())).toEqual([])
    })

    finds('which ones hold a word, without regard to case, a hundred at most', async () => {
      const word = fresh('Word-')
      for (let n = 0; n < 103; n++) await trial().byHand.addGroup(`${word}-${n}`)
      const { connector } = trial()
      const found = await connector.groups(word.toLowerCase())
      expect([found.length, found.every((one) => one.startsWith(word))]).toEqual([100, true])
      expect(await connector.groups(`${word}-102`)).toEqual([`${word}-102`])
      expect(await connector.groups(fresh('nothing'))).toEqual([])
    })

    finds('what being in one gives, by its name in lower case; what gives nothing is left out', async () => {
      trial().line.longestPage = 1
      const [lets, rules, nothing] = [await group('lets-in'), await group('administers'), await group()]
      const rights = await trial().connector.groupRights()
      const right = (name: string) => rights.get(name.toLowerCase())
      expect([right(lets), right(rules), right(nothing)]).toEqual(['lets-in', 'administers', undefined])
      expect(right(trial().defaultGroup)).toBe('lets-in')
    })
  })

  describe('knows an administrator', () => {
    finds('who is one by themselves, and through a group; nobody else', async () => {
      trial().line.longestPage = 1
      const { connector, byHand } = trial()
      const [self, through, licensed, nothing] = [
        await person(),
        await person(),
        await person(),
        await person(),
      ]
      await byHand.administer(self)
      // Another whose name holds that of the one who is asked about.
      await byHand.administer(await person({ userName: `${nothing}-2` }))
      await byHand.join(through, await group())
      await byHand.join(through, await group('administers'))
      await byHand.join(licensed, await group('lets-in'))
      const is = (userName: string) => connector.isAdministrator(userName)
      expect([await is(self), await is(self.toUpperCase()), await is(through)]).toEqual([true, true, true])
      expect([await is(licensed), await is(nothing), await is(fresh('nobody'))]).toEqual([
        false,
        false,
        false,
      ])
    })
  })

  test('lets nobody out: an entrance leads to a path within the application, whatever is asked for', () => {
    const { connector, line } = trial()
    const targets = [
      '/projects/ACME?x=1',
      '//evil.example',
      '/../..//evil.example',
      '.evil.example',
      '@evil.example',
      '/\\evil',
      'https://evil.example/',
      undefined,
    ]
    for (const target of targets) {
      const of = { issuer: 'https://sso.example/openid', loginHint: 'a@b', ...(target ? { target } : {}) }
      const url = new URL(connector.entrance(of))
      expect(url.href.startsWith(`${line.baseUrl}/`)).toBe(true)
      expect([url.searchParams.get('iss'), url.searchParams.get('login_hint')]).toEqual([of.issuer, 'a@b'])
      const ends = new URL(url.searchParams.get('target_link_uri') ?? '')
      expect([target, ends.origin]).toEqual([target, new URL(line.baseUrl).origin])
    }
  })
}
