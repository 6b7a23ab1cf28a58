import { describe, expect, test } from 'vitest'
import type { Part, Trial } from './conformance.ts'
import { isOutage } from './problems.ts'

const now = { 'retry-after': '0' }

/** Each change of a connector to somebody new, and what shows that it was made, and once. */
function changesOf({ trial, fresh, person, group }: Part) {
  const found = (userName: string) => trial().connector.findAccount(userName)
  return {
    async createAccount() {
      const [userName, emailAddress] = [fresh('made'), `${fresh('made')}@example.com`]
      const of = {
        userName,
        displayName: 'Made',
        emailAddress,
        password: 'secret words',
        toDefaultGroup: true,
      }
      const shown = async () => [
        (await found(userName))?.displayName,
        await trial().connector.groupsOf(userName),
      ]
      return {
        change: () => trial().connector.createAccount(of),
        shown,
        after: ['Made', [trial().defaultGroup]],
      }
    },
    async addToGroups() {
      const [userName, joined] = [await person(), await group()]
      return {
        change: () => trial().connector.addToGroups(userName, [joined]),
        shown: () => trial().connector.groupsOf(userName),
        after: [joined],
      }
    },
    async removeFromGroup() {
      const [userName, joined] = [await person(), await group()]
      await trial().byHand.join(userName, joined)
      return {
        change: () => trial().connector.removeFromGroup(userName, joined),
        shown: () => trial().connector.groupsOf(userName),
        after: [],
      }
    },
    async changeDetails() {
      const [userName, emailAddress] = [await person(), `${fresh('after')}@example.com`]
      return {
        change: () => trial().connector.changeDetails({ userName, displayName: 'After', emailAddress }),
        shown: async () => (await found(userName))?.emailAddress,
        after: emailAddress,
      }
    },
    async renameAccount() {
      const [userName, to] = [await person(), fresh('renamed')]
      const { key } = (await found(userName)) ?? {}
      return {
        change: () => trial().connector.renameAccount(userName, to),
        shown: async () => (await found(to))?.key,
        after: key,
      }
    },
  }
}

const changeNames = [
  'createAccount',
  'addToGroups',
  'removeFromGroup',
  'changeDetails',
  'renameAccount',
] as const

/** An application that is too busy, fails, or answers after the answer was lost. */
export function failureClauses(part: Part): void {
  const { trial, fresh, person } = part
  const changes = changesOf(part)

  describe.each([429, 500, 502, 503, 504])('where the application answers %i', (status) => {
    test('asks again, after longer and longer waits', async () => {
      const { line, connector } = trial()
      line.fail([{ status }, { status }, { status }])
      expect(await connector.findAccount(fresh('nobody'))).toBeUndefined()
      const times = line.passed.map(({ at }) => at)
      const waits = times.slice(1).map((at, n) => at - (times[n] ?? 0))
      expect(waits).toHaveLength(3)
      for (const [n, wait] of waits.entries()) expect(wait).toBeGreaterThanOrEqual(190 * 2 ** n)
    })

    test('as long as it says, and gives up in the end with a Problem of an outage, which tells no secret', async () => {
      const { line, connector, secret } = trial()
      line.fail(Array.from({ length: 20 }, () => ({ status, headers: now })))
      const problem: unknown = await connector.check().catch((thrown: unknown) => thrown)
      expect(isOutage(problem)).toBe(true)
      expect(line.passed).toHaveLength(4)
      const told = `${String(problem)} ${JSON.stringify(problem)}`
      for (const form of [secret, Buffer.from(secret).toString('base64')]) expect(told).not.toContain(form)
    })

    test.each(changeNames)('%s is made all the same, once it works again', async (name) => {
      const { change, shown, after } = await changes[name]()
      trial().line.fail([{ status, headers: now }], 'changes')
      await change()
      expect(await shown()).toEqual(after)
    })
  })

  test.each(changeNames)('%s is made once where its answer was lost', async (name) => {
    const { change, shown, after } = await changes[name]()
    trial().line.fail([{ status: 503, headers: now, afterwards: true }], 'changes')
    await change()
    expect(changesPassed(trial())).toHaveLength(2)
    expect(await shown()).toEqual(after)
  })

  test('an account that was made when its answer was lost is not made again, nor is anybody’s taken for it', async () => {
    const userName = await person()
    const before = await trial().connector.findAccount(userName)
    trial().line.fail([{ status: 503, headers: now }], 'changes')
    const emailAddress = `${fresh('other')}@example.com`
    const of = {
      userName,
      displayName: 'Other',
      emailAddress,
      password: 'secret words',
      toDefaultGroup: true,
    }
    expect(await trial().connector.createAccount(of)).toEqual({ made: false })
    expect(await trial().connector.findAccount(userName)).toEqual(before)
  })

  test('nobody answers: a Problem of an outage', async () => {
    const { line, connector } = trial()
    line.cut = true
    const problem: unknown = await connector.check().catch((thrown: unknown) => thrown)
    line.cut = false
    expect(isOutage(problem)).toBe(true)
  })

  test('what is refused is not asked again', async () => {
    for (const status of [400, 401, 403, 404]) {
      trial().line.fail([{ status }])
      await expect(trial().connector.check()).rejects.toThrow()
      expect([status, trial().line.passed.length]).toEqual([status, 1])
    }
  })
}

const changesPassed = ({ line }: Trial) => line.passed.filter(({ method }) => method !== 'GET')
