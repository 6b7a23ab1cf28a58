import { eachStore } from '@postern/kit/testing'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type AdministratorBrowser, administratorOf } from '../administrators/test-administrator.ts'
import { audit } from '../audit/store.ts'
import type { Connection } from '../connections/connection.ts'
import { personOf, type TestHouse, testHouse } from '../sign-in/test-house.ts'
import { accountRules } from './store.ts'

eachStore((_engine, open) => {
  let house: TestHouse
  let owner: AdministratorBrowser
  let connection: Connection
  beforeAll(async () => {
    house = await testHouse(await open())
    owner = await administratorOf(house)
    connection = await house.connection()
  })
  afterAll(() => house.stop())
  // So that the entries of the audit log have an order.
  beforeEach(() => {
    house.clock.now += 1_000
  })

  const at = (page: string) => `/admin/connections/${connection.id}/${page}`
  const text = async (page: string) => (await owner.get(at(page))).text()
  const rules = () => accountRules(house.world.store).of(connection.id)
  const lastEntry = async () => (await audit(house.world.store).list({ query: '' }))[0]
  const mapping = {
    subject: '',
    userName: '',
    displayName: '',
    emailAddress: '',
    groups: '',
    pattern: '',
    replacement: '',
    names: '',
    response: '',
  }

  describe('Attribute mapping', () => {
    test('says that no answer came yet, and takes a response that is pasted', async () => {
      expect(await text('attributes')).toContain('No answer was accepted yet')
      const response = house.response(connection)
      const tried = await owner.submit(at('attributes'), {
        ...mapping,
        response,
        presets: 'cutDomain',
        do: 'try',
      })
      const shown = await tried.text()
      expect(tried.status).toBe(200)
      expect(shown).toContain('On the response that you pasted')
      expect(shown).toContain(`object of ${personOf(connection)}`)
      expect(shown).toMatch(/<dt>User name<\/dt><dd>B\.Simon\.1<\/dd>/)
      expect((await rules()).transform.cutDomain).toBe(false)
    })

    test('a response of somebody else, or none, is not looked at', async () => {
      const other = await house.connection()
      const post = (response: string) => owner.submit(at('attributes'), { ...mapping, response, do: 'try' })
      const forged = house.response(connection).replace('>B.Simon', '>Root')
      for (const [response, said] of [
        [house.response(other), 'is not one that Entra 1 signed'],
        [forged, 'is not one that Entra 1 signed'],
        ['hello', 'This is no SAML response'],
      ] as const) {
        const answer = await post(response)
        expect(answer.status).toBe(400)
        const shown = await answer.text()
        expect(shown).toContain(said)
        expect(shown).not.toContain('On the response that you pasted')
      }
    })

    test('an accepted answer is there from then on, and the mapping is tried on it', async () => {
      const browser = house.browser()
      await browser.answer(new URL(connection.address).pathname, house.response(connection))
      expect(await text('attributes')).toContain('On the last answer that was accepted')
      const lacking = await owner.submit(at('attributes'), { ...mapping, userName: 'login', do: 'try' })
      expect(await lacking.text()).toContain('The answer has no claim login, from which User name is taken.')
    })

    test('user names are tried without saving', async () => {
      const tried = await owner.submit(at('attributes'), {
        ...mapping,
        pattern: '^eu\\\\',
        names: 'eu\\anna\n<b>',
        presets: 'lowerCase',
        do: 'try',
      })
      const shown = await tried.text()
      expect(shown).toContain('<td><code>anna</code></td>')
      expect(shown).toContain('<td><code>&lt;b&gt;</code></td>')
      expect(await rules()).toMatchObject({ transform: { lowerCase: false } })
    })

    test('what is wrong is said, and nothing typed is lost', async () => {
      const wrong = await owner.submit(at('attributes'), {
        ...mapping,
        subject: 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress',
        userName: 'two words',
        pattern: '(?=x)',
        names: 'kept',
      })
      expect(wrong.status).toBe(400)
      const shown = await wrong.text()
      expect(shown).toContain('An address is no Immutable id')
      expect(shown).toContain('Enter the Name of one claim for User name, without spaces')
      expect(shown).toContain('This is no regular expression that Postern takes')
      for (const typed of ['value="two words"', 'value="(?=x)"', '\nkept</textarea>'])
        expect(shown).toContain(typed)
    })

    test('is saved with an entry in the audit log, and shown again', async () => {
      const saved = await owner.submit(at('attributes'), {
        ...mapping,
        emailAddress: 'mail',
        pattern: '^a',
        replacement: 'b',
        presets: 'guest',
      })
      expect(saved.headers.get('location')).toBe(`${at('attributes')}?done=saved`)
      expect(await rules()).toMatchObject({
        mapping: { emailAddress: 'mail' },
        transform: { guest: true, expression: { pattern: '^a', replacement: 'b' } },
      })
      const entry = await lastEntry()
      expect(entry).toMatchObject({ action: 'Attribute mapping changed', who: { name: 'owner' } })
      expect(entry?.differences).toContainEqual({ label: 'Email address', before: undefined, after: 'mail' })
      expect(await text('attributes')).toContain('value="mail"')
    })
  })

  describe('Finding accounts', () => {
    test('is saved with an entry in the audit log', async () => {
      const saved = await owner.submit(at('finding'), { linkBy: 'attribute', claim: 'number', update: 'yes' })
      expect(saved.status).toBe(303)
      expect((await rules()).finding).toEqual({
        linkBy: { by: 'attribute', claim: 'number' },
        update: true,
        rename: false,
        returning: false,
      })
      expect((await lastEntry())?.action).toBe('Finding accounts changed')
      expect(await text('finding')).toContain('value="number"')
    })

    test.each([
      [{ claim: 'kept' }, 'Choose by what an account that is there is found.'],
      [{ linkBy: 'attribute', claim: '' }, 'Enter the Name of the claim in Attribute'],
      [{ linkBy: 'attribute', claim: 'a b' }, 'Enter the Name of one claim in Attribute'],
    ])('%o is refused', async (fields, said) => {
      const wrong = await owner.submit(at('finding'), { ...fields, rename: 'yes' })
      expect(wrong.status).toBe(400)
      const shown = await wrong.text()
      expect(shown).toContain(said)
      expect(shown).toContain('id="rename-yes" value="yes" checked')
    })
  })

  describe('Managed groups', () => {
    test('are looked up in Bitbucket and saved with an entry in the audit log', async () => {
      const saved = await owner.submit(at('managed-groups'), {
        managed: 'id-1 = stash-users\n\nbitbucket-users\na=b = stash-users',
        absentMeansNone: 'yes',
      })
      expect(saved.status).toBe(303)
      expect((await rules()).groups).toEqual({
        managed: [
          { from: 'id-1', to: 'stash-users' },
          { from: 'bitbucket-users', to: 'bitbucket-users' },
          { from: 'a=b', to: 'stash-users' },
        ],
        absentMeansNone: true,
      })
      expect((await lastEntry())?.action).toBe('Managed groups changed')
      const shown = await text('managed-groups')
      expect(shown).toContain('id-1 = stash-users\nbitbucket-users\na=b = stash-users</textarea>')
      expect(shown).toContain('Lets people in')
      expect(shown).toContain('Nobody: Groups for users')
    })

    test.each([
      ['a group that Bitbucket has not', 'id-1 = nowhere', 'Bitbucket has no group called nowhere.'],
      ['nothing before', '= x', 'has nothing before the =.'],
      ['nothing after', 'x =', 'has nothing after the =.'],
      ['a long name', `${'x'.repeat(256)} = y`, 'has a name longer than 255 letters.'],
      ['a hidden character', 'a\u202eb = y', 'has a character that cannot be seen.'],
      [
        'many lines',
        Array.from({ length: 201 }, (_, n) => `${n} = y`).join('\n'),
        '201 lines; 200 are the most.',
      ],
    ])('%s is refused and kept', async (_what, managed, said) => {
      const wrong = await owner.submit(at('managed-groups'), { managed })
      expect(wrong.status).toBe(400)
      expect(await wrong.text()).toContain(said)
      expect((await rules()).groups.absentMeansNone).toBe(true)
    })
  })

  test('a group that administers Bitbucket is managed where an Owner says so, and by nobody else', async () => {
    const administrator = await administratorOf(house, 'second', 'administrator')
    const managed = 'admins = bitbucket-admins\nid-1 = stash-users'
    const refused = await administrator.submit(at('managed-groups'), { managed })
    expect(refused.status).toBe(400)
    expect(await refused.text()).toContain(
      'bitbucket-admins administers Bitbucket. Only an Owner may let an identity provider say who is in it.',
    )
    expect((await owner.submit(at('managed-groups'), { managed })).status).toBe(303)
    expect(await text('managed-groups')).toContain('Administers')
    const kept = await administrator.submit(at('managed-groups'), { managed, absentMeansNone: 'yes' })
    expect(kept.status).toBe(303)
  })

  test('an auditor reads and changes nothing', async () => {
    const auditor = await administratorOf(house, 'auditor', 'auditor')
    expect((await auditor.get(at('finding'))).status).toBe(200)
    expect((await auditor.submit(at('finding'), { linkBy: 'user-name' })).status).toBe(403)
    expect((await rules()).finding.linkBy.by).toBe('attribute')
  })
})
