import { eachStore } from '@postern/kit/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { members } from '../groups/members.ts'
import { groups } from '../groups/store.ts'
import { guid } from '../guid.ts'
import type { Browser } from '../testing/browser.ts'
import { addApplication, addUser, administratorOf, readAnswer, signIn, simon } from '../testing/directory.ts'
import { type Running, run } from '../testing/running.ts'

eachStore((_engine, open) => {
  describe('Attributes & Claims, app roles and groups of an application', () => {
    let running: Running
    let admin: Browser
    let id: string
    let user: string
    const page = (of: string) => `/admin/enterprise-applications/${id}/${of}`
    const claims = (of = '') => page(`single-sign-on/attributes-and-claims${of}`)
    /** The fields of a source that is plain. */
    const from = (source: string) => ({
      from: source,
      text: '',
      'transformation-0': '',
      'transformation-1': '',
    })
    async function group(displayName: string): Promise<string> {
      const of = { id: guid(running.world.random), displayName, description: undefined, createdAt: 1 }
      await groups(running.world.store).add(of)
      await members(running.world.store).add(of.id, [user], 1)
      return of.id
    }
    async function answer() {
      const browser = running.browser()
      await signIn(browser, simon)
      return browser.get(`/my-apps/launch/${id}`)
    }
    async function said() {
      const { value } = await readAnswer(admin, id, await answer())
      const attributes = value.assertion?.attributes ?? []
      return {
        nameId: value.assertion?.nameId,
        of: (name: string) => attributes.find((one) => one.name.endsWith(name))?.values,
      }
    }
    beforeAll(async () => {
      running = await run(await open())
      admin = await administratorOf(running)
      id = await addApplication(admin, '')
      user = await addUser(admin, { ...simon, mail: 'Britta@Contoso.example' })
    })
    afterAll(() => running.stop())

    const groupPath = (form: string) => page(`users-and-groups${form}`)

    test('a group that is assigned lets its members in, and gives them a tile', async () => {
      expect((await answer()).text).toContain('AADSTS50105')
      const team = await group('Engineering <b>')
      const chosen = await admin.get(`${groupPath('/add')}?group=${team}`)
      expect(chosen.hidden.group).toBe(team)
      const assigned = await admin.post(groupPath(''), { ...chosen.hidden, role: 'Default Access' })
      expect(assigned.location).toBe(`${groupPath('')}?done=assigned`)
      expect((await admin.get(groupPath(''))).text).toContain('Engineering &lt;b&gt;')
      expect((await answer()).hidden.SAMLResponse).toBeDefined()
      const browser = running.browser()
      await signIn(browser, simon)
      expect((await browser.get('/my-apps')).text).toContain(`/my-apps/launch/${id}`)
      const select = await admin.get(groupPath('/add/select'))
      expect(select.text).toContain('assigned already')
    })

    test('a search keeps what is ticked', async () => {
      const select = await admin.get(`${groupPath('/add/select')}?q=nobody&user=${user}`)
      expect(select.hidden.user).toBe(user)
      expect(select.text).toContain(`formaction="${groupPath('/add/select')}"`)
    })

    test('an app role puts its value into the claim role, and a bad one is told at its field', async () => {
      const roles = page('app-roles')
      const role = { displayName: 'Editor', value: 'wiki-editor', description: '', enabled: 'yes' }
      for (const [wrong, says] of [
        [{ ...role, value: 'a b' }, 'Value: take out the blanks'],
        [{ ...role, displayName: '' }, 'Display name: type one'],
      ] as const) {
        const refused = await admin.submit(`${roles}/new`, `${roles}/new`, wrong)
        expect(refused.status).toBe(400)
        expect(refused.text).toContain(says)
      }
      expect((await admin.submit(`${roles}/new`, `${roles}/new`, role)).location).toBe(`${roles}?done=saved`)
      const twice = await admin.submit(`${roles}/new`, `${roles}/new`, role)
      expect(twice.text).toContain('another app role of this application has it')
      const own = /app-roles\/([0-9a-f-]{36})/.exec((await admin.get(roles)).text)?.[1] ?? ''
      expect((await said()).of('/role')).toBeUndefined()
      const form = `${groupPath('/add')}?user=${user}`
      await admin.submit(form, groupPath(''), { role: own })
      expect((await said()).of('/role')).toEqual(['wiki-editor'])
      expect((await admin.get(groupPath(''))).text).toContain('Editor')
      const remove = `${roles}/${own}/delete`
      expect((await admin.get(remove)).text).toContain('app-role-enabled')
      await admin.submit(`${roles}/${own}`, `${roles}/${own}`, {
        displayName: 'Editor',
        value: 'wiki-editor',
        description: '',
      })
      expect((await said()).of('/role')).toBeUndefined()
      expect((await admin.submit(remove, remove, {})).location).toBe(`${roles}?done=deleted`)
      expect((await answer()).hidden.SAMLResponse).toBeDefined()
    })

    test('Show parameters shows the fields of a transformation, and saves nothing', async () => {
      const form = claims('/claim')
      const shown = await admin.submit(form, form, {
        ...from('user.mail'),
        name: 'team',
        namespace: '',
        'transformation-0': 'Join',
        step: 'show',
      })
      expect(shown.status).toBe(200)
      expect(shown.text).toContain('name="parameter-0-separator"')
      expect(shown.text).toContain('value="team"')
      expect((await admin.get(claims())).text).not.toContain('Join')
    })

    test.each([
      [{ name: '' }, 'Name: type a text'],
      [
        { name: 'tenantid', namespace: 'http://schemas.microsoft.com/identity/claims' },
        'always written as it is',
      ],
      [
        { name: 'name', namespace: 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/' },
        'another claim has this',
      ],
      [{ from: 'user.password' }, 'Source attribute: choose one'],
      [{ from: 'text', text: '' }, 'Text: type a text'],
      [{ 'transformation-0': 'Evaluate' }, 'Transformation 1: choose one'],
      [{ 'transformation-0': 'Join' }, 'Output: fill it in'],
      [
        { 'transformation-0': 'Substring, end of string', 'parameter-0-start': '-1' },
        'Start index: type a number',
      ],
      [
        {
          'transformation-1': 'RegexReplace',
          'parameter-1-pattern': '(?=x)',
          'parameter-1-replacement': 'y',
        },
        'Regex pattern: this is no regular expression of RE2',
      ],
    ])('a claim with %o is told at its field', async (of, says) => {
      const form = claims('/claim')
      const wrong = await admin.submit(form, form, {
        ...from('user.mail'),
        name: 'team',
        namespace: '',
        ...of,
      })
      expect(wrong.status).toBe(400)
      expect(wrong.text).toContain(says)
    })

    test('a new claim is in the next answer, changed and deleted it is as well', async () => {
      const form = claims('/claim')
      const added = await admin.submit(form, form, {
        ...from('user.mail'),
        name: 'login',
        namespace: 'https://sp.example/claims',
        'transformation-0': 'ExtractMailPrefix',
        'transformation-1': 'ToLowercase',
      })
      expect(added.location).toBe(`${claims()}?done=saved`)
      expect((await said()).of('/claims/login')).toEqual(['britta'])
      expect((await admin.get(claims())).text).toContain('ToLowercase(ExtractMailPrefix(user.mail))')
      const one = claims(`/claim?claim=${encodeURIComponent('https://sp.example/claims/login')}`)
      await admin.submit(one, form, { ...from('text'), name: 'login', namespace: '', text: 'a "b" <c>' })
      expect((await said()).of('login')).toEqual(['a "b" <c>'])
      const remove = claims('/delete?claim=login')
      expect((await admin.get(remove)).text).toContain('Delete login?')
      await admin.submit(remove, remove, {})
      expect((await said()).of('login')).toBeUndefined()
      expect((await admin.get(claims('/claim?claim=login'))).status).toBe(404)
    })

    test('conditions are by user type and group; a group is named by id or by a name of its own', async () => {
      const lead = await group('Leads')
      const key = `claim=${encodeURIComponent('http://schemas.xmlsoap.org/ws/2005/05/identity/claims/name')}`
      const form = claims(`/condition?${key}`)
      const add = (of: Record<string, string>) =>
        admin.submit(form, claims('/condition'), {
          ...from('text'),
          text: 'lead',
          userType: 'Any',
          groups: '',
          ...of,
        })
      const wrong = await add({ groups: 'Nobodies' })
      expect(wrong.status).toBe(400)
      expect(wrong.text).toContain('there is no group “Nobodies”')
      await add({ groups: 'leads', userType: 'Guest' })
      expect((await said()).of('/claims/name')).toEqual([simon.userName])
      await add({ groups: lead })
      expect((await said()).of('/claims/name')).toEqual(['lead'])
      const remove = claims(`/condition/delete?${key}&n=1`)
      await admin.submit(remove, remove, {})
      expect((await said()).of('/claims/name')).toEqual([simon.userName])
    })

    test('the NameID has a format and a source; only four transformations are offered', async () => {
      const form = claims('/claim?claim=nameid')
      expect((await admin.get(form)).text).not.toContain('RegexReplace')
      const nameId = { ...from('user.objectid'), name: '', namespace: '', format: 'persistent' }
      await admin.submit(form, claims('/claim'), nameId)
      expect((await said()).nameId).toMatchObject({
        value: user,
        format: expect.stringMatching(/:persistent$/),
      })
      const odd = await admin.submit(form, claims('/claim'), { ...nameId, 'transformation-0': 'Contains' })
      expect(odd.status).toBe(400)
    })

    test('the groups claim carries ids, and names only of assigned groups', async () => {
      const form = claims('/groups')
      const usual = { which: 'all', value: 'id', match: '', text: '', name: '', namespace: '' }
      await admin.submit(form, form, usual)
      expect((await said()).of('/groups')).toHaveLength(2)
      const wrong = await admin.submit(form, form, { ...usual, value: 'display-name' })
      expect(wrong.text).toContain('display names are sent of groups assigned to the application alone')
      await admin.submit(form, form, { ...usual, which: 'assigned', value: 'display-name' })
      expect((await said()).of('/groups')).toEqual(['Engineering <b>'])
    })

    test('the preview says what the answer says', async () => {
      const found = await admin.get(claims('/preview?q=simon'))
      expect(found.text).toContain(`preview?user=${user}`)
      const text = (await admin.get(claims(`/preview?user=${user}`))).text.replaceAll('<wbr/>', '')
      for (const value of ['Engineering &lt;b&gt;', user, 'claims/groups']) expect(text).toContain(value)
    })

    test('a group that is removed lets nobody in any more', async () => {
      await admin.submit(groupPath(`/${user}/remove`), groupPath(`/${user}/remove`), {})
      const team = /users-and-groups\/groups\/([0-9a-f-]{36})/.exec(
        (await admin.get(groupPath(''))).text,
      )?.[1]
      const remove = groupPath(`/groups/${team}/remove`)
      expect((await admin.submit(remove, remove, {})).location).toBe(`${groupPath('')}?done=removed`)
      expect((await answer()).text).toContain('AADSTS50105')
    })
  })
})
