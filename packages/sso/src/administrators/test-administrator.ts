import type { Env } from '@postern/kit/http'
import { hashPassword } from '@postern/kit/password'
import type { MiddlewareHandler } from 'hono'
import { TestBrowser } from '../sign-in/test-browser.ts'
import type { TestHouse } from '../sign-in/test-house.ts'
import { administratorId, type Role } from './administrator.ts'
import { administrators } from './store.ts'

export const testPassword = 'correct horse battery'

/** A browser that sends the forms that it was shown. */
export class AdministratorBrowser extends TestBrowser {
  /** Opens `page` (the address itself unless told) for its token, then posts the fields and files. */
  async submit(
    address: string,
    fields: Readonly<Record<string, string>>,
    files: Readonly<Record<string, Blob>> = {},
    page = address,
  ): Promise<Response> {
    const shown = await (await this.get(page)).text()
    const csrf = /name="csrf" value="([^"]+)"/.exec(shown)?.[1] ?? ''
    const all = { csrf, ...fields }
    return Object.keys(files).length === 0 ? this.post(address, all) : this.postFiles(address, all, files)
  }

  /** The same with fields that come several times. */
  async submitAll(address: string, fields: readonly (readonly [string, string])[]): Promise<Response> {
    const shown = await (await this.get(address)).text()
    const csrf = /name="csrf" value="([^"]+)"/.exec(shown)?.[1] ?? ''
    const all = new URLSearchParams({ csrf })
    for (const [name, value] of fields) all.append(name, value)
    return this.post(address, all)
  }
}

/** For tests of routes without their guard: an owner who has just proved who it is. */
export const asOwner: MiddlewareHandler<Env> = async (web, next) => {
  const { now } = web.var
  const id = administratorId('owner')
  const session = {
    key: 'test',
    subject: id,
    openedAt: now,
    authenticatedAt: now,
    expiresAt: now + 1,
    facts: {},
  }
  web.set('administrator', {
    id,
    userName: 'owner',
    role: 'owner',
    disabled: false,
    email: undefined,
    hasCode: false,
    hasPasskey: false,
    createdAt: 0,
  })
  web.set('administratorSession', session)
  return next()
}

/** For tests: an administrator, signed in by the form. */
export async function administratorOf(
  house: TestHouse,
  userName = 'owner',
  role: Role = 'owner',
): Promise<AdministratorBrowser> {
  const { store, random } = house.world
  const id = administratorId(random(12).toString('hex'))
  const known = administrators(store)
  const administrator = { id, userName, role, disabled: false, createdAt: house.clock.now }
  await known.create(administrator, await hashPassword(testPassword))
  const browser = new AdministratorBrowser(house.origin)
  await browser.submit('/admin/sign-in', { userName: userName.toUpperCase(), password: testPassword })
  return browser
}
