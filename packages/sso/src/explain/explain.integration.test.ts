import { eachStore } from '@postern/kit/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { activityId } from '../activity/activity.ts'
import { type AdministratorBrowser, administratorOf } from '../administrators/test-administrator.ts'
import { locationOf } from '../sign-in/test-browser.ts'
import { type TestHouse, testHouse } from '../sign-in/test-house.ts'

eachStore((_engine, open) => {
  let house: TestHouse
  let browser: AdministratorBrowser
  beforeAll(async () => {
    house = await testHouse(await open())
    browser = await administratorOf(house)
    await house.activity.save({
      id: activityId('stopped1'),
      reference: 'K7M4-29QX',
      beganAt: house.clock.now,
      outcome: 'refused',
      startedBy: 'application',
      from: { address: '203.0.113.24', browser: 'Firefox' },
      checks: [],
      timeline: [],
      refusal: {
        code: 'audience',
        cause: 'The audience differs.',
        remedy: 'Edit the Identifier.',
        facts: {},
      },
    })
  })
  afterAll(() => house.stop())

  const explained = async (q: string) =>
    (await browser.get(`/admin/explain?q=${encodeURIComponent(q)}`)).text()

  test('a pasted page of Entra is explained, and comes back as it was pasted', async () => {
    const text = await explained('Sorry. <b>AADSTS50105</b>: blocked\nRequest Id: 4f9f7f61')
    expect(text).toContain('neither assigned nor in an assigned group')
    expect(text).toContain('Users and groups, Add user/group')
    expect(text).toContain('&lt;b&gt;AADSTS50105')
    expect(text).not.toContain('<b>AADSTS')
  })

  test('a reference leads to its attempt', async () => {
    const text = await explained('my reference is k7m4-29qx')
    expect(text).toContain('href="/admin/activity/stopped1"')
    expect(text).toContain('The audience differs.')
  })

  test('a code of ours tells what the person reads, and an unknown one of Entra where it is explained', async () => {
    expect(await explained('domain-not-known')).toContain('your domain is not on its list')
    expect(await explained('AADSTS16000')).toContain('https://login.microsoftonline.com/error?code=16000')
  })

  test('where nothing is found it says so, and what a code looks like', async () => {
    const text = await explained('it does not work')
    expect(text).toContain('No code and no reference was found in it')
    expect(text).toContain('it does not work')
    expect(await explained('')).not.toContain('was found in it')
  })

  describe('what Bitbucket says of somebody who was not let in there', () => {
    const said = (userName: string, why = 'the user is not permitted to log in') =>
      `Log in failed. Received SSO request for user ${userName}, but ${why}. SC1D-12`

    test('that there is no account, or that it is not active', async () => {
      expect(await explained(said('nobody@contoso.example', 'the user does not exist'))).toContain(
        'There is no account nobody@contoso.example in Bitbucket.',
      )
      house.bitbucket.addUser('asleep', { active: false })
      expect(await explained(said('asleep'))).toContain('The account asleep of Bitbucket is not active.')
    })

    test('that the permission is missing, which groups have it, and where it is given', async () => {
      house.bitbucket.addUser('anna')
      house.bitbucket.members.set('anna', new Set(['bitbucket-users']))
      const text = await explained(said('ANNA'))
      for (const words of [
        'ANNA was signed in, and then not let in',
        'anna is in no group that may log in to Bitbucket: bitbucket-users.',
        'Groups that may: stash-users, bitbucket-admins.',
        'Groups for users of the connection',
        'Bitbucket User under Administration, Global permissions',
      ])
        expect(text).toContain(words)
    })

    test('that it is the licence, where nothing else is', async () => {
      house.bitbucket.addUser('bert')
      house.bitbucket.members.set('bert', new Set(['stash-users']))
      const text = await explained(said('bert'))
      expect(text).toContain('bert may log in to Bitbucket now, through stash-users.')
      expect(text).toContain('Check Administration, Licensing, in Bitbucket')
    })

    test('or why Bitbucket cannot be asked', async () => {
      house.bitbucket.before = () => [401, { errors: [{ message: 'No more.' }] }]
      const text = await explained(said('bert'))
      for (const words of ['bert was signed in, and then not let in', 'No more.'])
        expect(text).toContain(words)
      house.bitbucket.before = () => undefined
    })
  })

  test('it is for administrators', async () => {
    expect(locationOf(await house.browser().get('/admin/explain'))).toContain('/admin/sign-in')
  })
})
