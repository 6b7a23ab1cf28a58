import { eachStore } from '@postern/kit/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Browser, Page } from '../testing/browser.ts'
import { addUser, administratorOf, signIn, simon } from '../testing/directory.ts'
import { type Running, run } from '../testing/running.ts'
import { users } from '../users/store.ts'
import { stopImporter, wakeImporter } from './importer.ts'
import { mostLines } from './parse.ts'
import { bulkImports } from './store.ts'

const path = '/admin/users/new/bulk'
const heads = 'displayName,userPrincipalName,password,department'

eachStore((_engine, open) => {
  describe('Bulk create', () => {
    let running: Running
    let admin: Browser
    beforeAll(async () => {
      running = await run(await open())
      admin = await administratorOf(running)
      await addUser(admin, simon)
    })
    afterAll(() => running.stop())

    const upload = async (text: string | Buffer): Promise<Page> => {
      const { hidden } = await admin.get(path)
      const form = new FormData()
      form.set('csrf', hidden.csrf ?? '')
      form.set('file', new File([text], 'users.csv'))
      return admin.postForm(path, form)
    }
    const checked = async (text: string | Buffer): Promise<Page & { readonly at: string }> => {
      const { location = '', text: why } = await upload(text)
      expect(location, why).toMatch(/bulk\/[0-9a-f-]{36}$/)
      return { ...(await admin.get(location)), at: location }
    }
    const untilDone = () => stopAfterwards(running)

    test('a dry run names every bad line and creates nobody', async () => {
      const before = await users(running.world.store).count()
      const page = await checked(
        [
          heads,
          'Ann,ann@contoso.example,Aa345678,R&D',
          'Ann,ANN@contoso.example,Aa345678,',
          `Britta,${simon.userName.toUpperCase()},Aa345678,`,
          'Carl,carl@elsewhere.example,short,',
          'Dora,dora@contoso.example',
          '=HYPERLINK(1),eve@contoso.example,Aa345678,',
        ].join('\r\n'),
      )
      expect(page.text).toContain('5 lines cannot be used')
      for (const says of [
        'it stands on line 2 too',
        'belongs to another user already',
        'Initial password: Use at least 8 characters',
        'another number of columns',
        'a spreadsheet would run this as a formula',
      ]) {
        expect(page.text).toContain(says)
      }
      expect(page.text).toContain('Create one user')
      expect(await users(running.world.store).count()).toBe(before)

      await admin.post(page.at, page.hidden)
      await untilDone()
      expect((await admin.get(page.at)).text).toContain('The users were created')
      expect(await users(running.world.store).count()).toBe(before + 1)
      const made = await users(running.world.store).findByUserPrincipalName('ann@contoso.example')
      expect(made?.user.attributes).toEqual({ department: 'R&D' })
      const entered = await signIn(running.browser(), {
        userName: 'ann@contoso.example',
        password: 'Aa345678',
      })
      expect(entered.location).toBe('/sign-in/new-password')
    })

    test('who takes a name meanwhile keeps it; the page says so', async () => {
      const page = await checked(`${heads}\nFay,fay@contoso.example,Aa345678,`)
      await addUser(admin, { userName: 'fay@contoso.example', password: 'Bb345678', displayName: 'First' })
      await admin.post(page.at, page.hidden)
      await untilDone()
      expect((await admin.get(page.at)).text).toContain('was given to another user meanwhile')
      const kept = await users(running.world.store).findByUserPrincipalName('fay@contoso.example')
      expect(kept?.user.displayName).toBe('First')
    })

    test('what was begun goes on after a stop', async () => {
      const people = Array.from({ length: 40 }, (_, n) => `P,p${n}@contoso.example,Aa345678,`)
      const page = await checked([heads, ...people].join('\n'))
      const { world } = running
      await bulkImports(world.store, world.seal).pass(page.at.split('/').at(-1) ?? '', 'checked', 'running')
      wakeImporter(world)
      await stopImporter(world)
      expect((await admin.get(page.at)).text).toContain('Users are being created')
      await untilDone()
      expect((await admin.get('/admin/users?q=p39@')).text).toContain('p39@contoso.example')
    })

    test('a file that is no such file says why, and keeps nothing', async () => {
      for (const [text, says] of [
        ['', 'Choose a CSV file.'],
        ['a,b\nc,d', 'names no column'],
        [heads, 'there is no line under the heads'],
        [`${heads}\n"open`, 'no CSV from line'],
      ] as const) {
        const page = await upload(text)
        expect([page.status, page.text.includes(says)], says).toEqual([400, true])
      }
      expect((await admin.get(`${path}/none`)).text).toContain('There is no import at this address.')
    })

    test('takes as many lines as it says, and not one more', async () => {
      const line = 'x,nobody@elsewhere.example,y,z\n'
      const page = await checked(`${heads}\n${line.repeat(mostLines)}`)
      expect(page.text).toContain('100,000 lines cannot be used')
      expect((await admin.get(`${page.at}?page=2000`)).text).toContain('99951 to 100000')
      await admin.post(`${page.at}/discard`, page.hidden)
      expect((await admin.get(page.at)).status).toBe(404)
      expect((await upload(`${heads}\n${line.repeat(mostLines + 1)}`)).text).toContain(
        'more than 100000 lines',
      )
    }, 120_000)
  })
})

/** Lets the importer come to its end, however many lines there are. */
async function stopAfterwards({ world }: Running): Promise<void> {
  const imports = bulkImports(world.store, world.seal)
  wakeImporter(world)
  while ((await imports.running()) !== undefined) await new Promise((resolve) => setTimeout(resolve, 20))
}
