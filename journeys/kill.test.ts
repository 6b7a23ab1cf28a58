import { DirectoryAdministrator, Visitor } from 'postern/sandbox'
import { afterEach, expect, test } from 'vitest'
import { addPerson } from './administrators.ts'
import { bSimon, type Person } from './doors.ts'
import { accountOf, type House, startHouse } from './house.ts'
import { signInByHttp } from './person.ts'

let house: House | undefined
afterEach(async () => {
  await house?.leave()
})

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))

/** What somebody was told had been done. It must be there after the kill. */
interface Acknowledged {
  readonly sessions: { readonly person: Person; readonly visitor: Visitor }[]
  readonly users: string[]
}

/** People sign in and an administrator creates users, all at once, until they are cut off. */
async function work(at: House, people: readonly Person[], round: number): Promise<Acknowledged> {
  const done: Acknowledged = { sessions: [], users: [] }
  let cut = false
  const untilCut = async (one: (turn: number) => Promise<void>) => {
    for (let turn = 0; !cut; turn++) await one(turn).catch(() => pause(5))
  }
  const working = [
    ...people.map((person) =>
      untilCut(async () => {
        const { visitor, page } = await signInByHttp(at, person)
        if (page.url.origin === at.bitbucket && page.status === 200) done.sessions.push({ person, visitor })
      }),
    ),
    untilCut(async (turn) => {
      const userName = `round${round}.turn${turn}@contoso.example`
      const directory = await DirectoryAdministrator.signIn(
        at.identityProvider,
        accountOf(at, 'identity-provider', 'administrator'),
      )
      await directory.createUser({
        system: 'identity-provider',
        role: 'user',
        userName,
        password: 'Passage-7-doors',
      })
      done.users.push(userName)
    }),
  ]
  await pause(1_500 + Math.random() * 1_000)
  await at.kill()
  cut = true
  await Promise.all(working)
  return done
}

test('kill -9 of the whole group during sign-ins loses nothing that was acknowledged', async () => {
  house = await startHouse()
  const people = [bSimon(house)]
  for (const name of ['A.Larsen', 'C.Okafor', 'D.Whitfield']) people.push(await addPerson(house, name))
  for (let round = 1; round <= 3; round++) {
    const done = await work(house, people, round)
    expect(done.sessions.length + done.users.length).toBeGreaterThan(3)
    house = await house.again()
    await expectAllThere(house, done)
  }
})

async function expectAllThere(at: House, { sessions, users }: Acknowledged): Promise<void> {
  for (const { person, visitor } of sessions) {
    const bitbucket = await visitor.get(at.bitbucket)
    expect(bitbucket.url.pathname).toBe('/')
    expect(bitbucket.text).toContain(person.userName)
    expect(bitbucket.text).toContain('stash-users')
    expect((await visitor.get(at.sso)).text).toContain(person.userName)
  }
  const directory = new Visitor(at.identityProvider)
  const { userName, password } = accountOf(at, 'identity-provider', 'administrator')
  await directory.send('signing in', '/sign-in', { userName, password })
  for (const name of users) {
    expect((await directory.get(`/admin/users?q=${encodeURIComponent(name)}`)).text).toContain(name)
  }
  const { page } = await signInByHttp(at, bSimon(at))
  expect(page.url.origin).toBe(at.bitbucket)
}
