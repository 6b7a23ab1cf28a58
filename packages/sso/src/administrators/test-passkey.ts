import type {
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/server'
import { audit } from '../audit/store.ts'
import { type Bent, TestAuthenticator } from '../passkeys/test-authenticator.ts'
import type { TestHouse } from '../sign-in/test-house.ts'
import { administrators } from './store.ts'
import { AdministratorBrowser, administratorOf, testPassword } from './test-administrator.ts'

export const profile = '/admin/profile'
export const add = `${profile}/passkeys/add`
export const signIn = '/admin/sign-in'
export const proof = '/admin/proof/passkey'
export const textOf = async (answer: Response | Promise<Response>) => (await answer).text()
export const typed = (userName: string) => ({ userName, password: testPassword })

/** For tests: what is done with passkeys at the pages of a house. */
export function passkeyHands(house: TestHouse) {
  const visitor = () => new AdministratorBrowser(house.origin)
  const optionsAt = async <T>(browser: AdministratorBrowser, path: string, page: string) =>
    (await (await browser.submit(`${path}/options`, {}, {}, page)).json()) as T

  /** Adds a passkey by the form, with the token of `page`; the answer to it. */
  async function addTo(browser: AdministratorBrowser, name: string, bent: Bent = {}, page = add) {
    const device = new TestAuthenticator(house.origin)
    const options = await optionsAt<PublicKeyCredentialCreationOptionsJSON>(browser, add, page)
    const answer = await browser.submit(add, { name, credential: device.create(options, bent) }, {}, page)
    return { device, options, answer }
  }
  /** What a device sends to a page that asks for a passkey. */
  async function used(
    browser: AdministratorBrowser,
    device: TestAuthenticator,
    path: string,
    { page, bent = {} }: { page: string; bent?: Bent },
  ) {
    const options = await optionsAt<PublicKeyCredentialRequestOptionsJSON>(browser, path, page)
    return { options, credential: device.use(options, bent) }
  }
  async function withPasskey(userName: string) {
    const browser = await administratorOf(house, userName)
    const { device, answer } = await addTo(browser, 'Laptop')
    const recovery = (/data-copy="([^"]+)"/.exec(await answer.text())?.[1] ?? '').split(' ')
    return { browser, device, recovery }
  }
  const idOf = async (userName: string) => {
    const found = await administrators(house.world.store).findByUserName(userName)
    return found?.administrator.id ?? ''
  }
  const actionsOn = async (userName: string) => {
    const id = await idOf(userName)
    const entries = await audit(house.world.store).list({ query: '' })
    return entries.filter(({ subject }) => subject.id === id).map(({ action }) => action)
  }
  return { visitor, addTo, used, withPasskey, idOf, actionsOn }
}
