import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { failureClauses } from './conformance-failures.ts'
import { searchClauses } from './conformance-searches.ts'
import type { ApplicationAccount, Connector, GroupRight } from './connector.ts'
import type { TestLine } from './test-line.ts'

/** An account as the application itself shows it, with what a connector may change of it. */
export interface Shown extends Pick<ApplicationAccount, 'userName' | 'displayName' | 'emailAddress'> {
  readonly groups: readonly string[]
}

/** A real application with a connector before it. */
export interface Trial {
  /** Over `line`, with an administrator's credential. */
  readonly connector: Connector
  readonly line: TestLine
  /** What the application gives everybody whom it makes. */
  readonly defaultGroup: string
  /** A credential that must be in no Problem and no log. */
  readonly secret: string
  /** As an administrator does it by other means than the connector. */
  readonly byHand: {
    addAccount(of: Omit<Shown, 'groups'>): Promise<void>
    addGroup(name: string, right?: GroupRight): Promise<void>
    join(userName: string, group: string): Promise<void>
    /** Makes somebody an administrator by themselves, through no group. */
    administer(userName: string): Promise<void>
    /** Everybody, in the order of the user names. */
    accounts(): Promise<readonly Shown[]>
  }
}

/** What each part of the suite is given. */
export interface Part {
  readonly trial: () => Trial
  /** A name that nothing has yet. */
  readonly fresh: (word: string) => string
  /** Makes an account by hand, and gives its user name. */
  readonly person: (more?: Partial<Omit<Shown, 'groups'>>) => Promise<string>
  readonly group: (right?: GroupRight) => Promise<string>
}

/**
 * What every connector has to do, clause by clause of `connector.ts`, before the real application: `start` gives it with a
 * connector, and `stop` ends it.
 */
export function conformance(
  name: string,
  of: { readonly start: () => Promise<Trial>; readonly stop: () => Promise<void> },
): void {
  describe(`${name}: a connector`, () => {
    let running: Trial
    let count = 0
    const fresh = (word: string) => `${word}${++count}`
    const part: Part = {
      trial: () => running,
      fresh,
      person: async (more = {}) => {
        const userName = more.userName ?? fresh('person')
        const usual = {
          userName,
          displayName: `The ${userName}`,
          emailAddress: `${fresh('mail')}@example.com`,
        }
        await running.byHand.addAccount({ ...usual, ...more })
        return userName
      },
      group: async (right) => {
        const made = fresh('Group-')
        await running.byHand.addGroup(made, right)
        return made
      },
    }
    beforeAll(async () => {
      running = await of.start()
    })
    afterAll(() => of.stop())
    beforeEach(() => running.line.fail([]))
    afterEach(() => {
      running.line.longestPage = 100
    })
    test('tells what it is, and its version', async () => {
      const { version, displayName } = await running.connector.check()
      expect(version).toMatch(/^\d+\.\d+/)
      expect(displayName).not.toBe('')
    })
    searchClauses(part)
    changeClauses(part)
    failureClauses(part)
  })
}

/** What `work` changed, of all accounts; each that differs, as it was and as it is. */
async function changed({ byHand }: Trial, work: () => Promise<unknown>): Promise<readonly Shown[]> {
  const before = new Map((await byHand.accounts()).map((one) => [one.userName, JSON.stringify(one)]))
  await work()
  return (await byHand.accounts()).filter((one) => before.get(one.userName) !== JSON.stringify(one))
}

const account = (userName: string, more = {}) => ({
  userName,
  displayName: 'Å & “B”',
  emailAddress: `${userName.replaceAll(/[^a-z0-9]/gi, '')}@example.com`,
  password: 'p&=+ %#ä',
  toDefaultGroup: false,
  ...more,
})

/** Each change twice: the second time changes nothing, and neither time anything else. */
function changeClauses({ trial, fresh, person, group }: Part): void {
  describe('makes an account', () => {
    test.each([false, true])(
      'once, in the default group: %s; and nothing else changes',
      async (toDefaultGroup) => {
        const of = account(`${fresh('ä+b&c ')}@contoso.example`, { toDefaultGroup })
        const { connector, defaultGroup } = trial()
        const { userName, displayName, emailAddress } = of
        const groups = toDefaultGroup ? [defaultGroup] : []
        const made = await changed(trial(), async () =>
          expect(await connector.createAccount(of)).toEqual({ made: true }),
        )
        expect(made).toEqual([{ userName, displayName, emailAddress, groups }])
        const again = { ...of, userName: userName.toUpperCase(), displayName: 'Another' }
        const same = await changed(trial(), async () =>
          expect(await connector.createAccount(again)).toEqual({ made: false }),
        )
        expect(same).toEqual([])
      },
    )

    test('not of values that the application refuses, and says what it says', async () => {
      const refused = trial().connector.createAccount(account(fresh('person'), { emailAddress: 'none' }))
      await expect(refused).rejects.toMatchObject({ message: expect.stringMatching(/email/i) })
    })
  })

  describe('puts somebody into groups', () => {
    test('and takes them out, once and a second time, and touches no other group and nobody else', async () => {
      const { connector, byHand } = trial()
      const [userName, one, other, kept] = [await person(), await group(), await group(), await group()]
      await byHand.join(userName, kept)
      const join = () => connector.addToGroups(userName, [one, other])
      expect(await changed(trial(), join)).toMatchObject([{ userName, groups: [one, other, kept].sort() }])
      expect(await changed(trial(), join)).toEqual([])
      const leave = () => connector.removeFromGroup(userName, one)
      expect(await changed(trial(), leave)).toMatchObject([{ userName, groups: [other, kept].sort() }])
      expect(await changed(trial(), leave)).toEqual([])
    })

    test('all of them or none: one that is missing is named', async () => {
      const [userName, there, missing] = [await person(), await group(), fresh('missing')]
      const join = () => trial().connector.addToGroups(userName, [there, missing])
      const refused = async () =>
        expect(join()).rejects.toMatchObject({ message: expect.stringContaining(missing) })
      expect(await changed(trial(), refused)).toEqual([])
    })

    test('none of them without asking', async () => {
      await trial().connector.addToGroups('nobody', [])
      expect(trial().line.passed).toEqual([])
    })

    test('taking out of a group that is not there, or somebody who is not there, is done', async () => {
      const { connector } = trial()
      const nothing = async () => {
        await connector.removeFromGroup(await group(), fresh('missing'))
        await connector.removeFromGroup(fresh('nobody'), trial().defaultGroup)
      }
      expect(await changed(trial(), nothing)).toEqual([])
    })
  })

  describe('changes an account', () => {
    test('its full name and address, twice with the same end; name, key and groups stay', async () => {
      const { connector, byHand } = trial()
      const [userName, joined] = [await person(), await group()]
      await byHand.join(userName, joined)
      const { key } = (await connector.findAccount(userName)) ?? {}
      const to = { userName, displayName: 'Nøw', emailAddress: `${fresh('now')}@example.com` }
      const change = () => connector.changeDetails(to)
      expect(await changed(trial(), change)).toEqual([{ ...to, groups: [joined] }])
      expect(await changed(trial(), change)).toEqual([])
      expect((await connector.findAccount(userName))?.key).toBe(key)
    })

    test('its user name; key, address and groups stay, and it is found by its key', async () => {
      const { connector, byHand } = trial()
      const [userName, joined, to] = [await person(), await group(), fresh('renamed')]
      await byHand.join(userName, joined)
      const before = await connector.findAccount(userName)
      const rename = () => connector.renameAccount(userName, to)
      expect(await changed(trial(), rename)).toMatchObject([{ userName: to, groups: [joined] }])
      const after = await connector.findByKey(before?.key ?? '', ['nothing', before?.emailAddress ?? ''])
      expect(after).toEqual({ ...before, userName: to })
      expect(await connector.findAccount(userName)).toBeUndefined()
    })

    test('not its user name to one that is another’s, nor that of nobody', async () => {
      const { connector } = trial()
      const [userName, other] = [await person(), await person()]
      const refused = async () => {
        await expect(connector.renameAccount(userName, other.toUpperCase())).rejects.toThrow()
        await expect(connector.renameAccount(fresh('nobody'), other)).rejects.toThrow()
      }
      expect(await changed(trial(), refused)).toEqual([])
    })
  })
}
