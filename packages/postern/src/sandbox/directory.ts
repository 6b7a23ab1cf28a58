import { setTimeout as pause } from 'node:timers/promises'
import { startProblem } from '../start/problems.ts'
import type { TestAccount } from '../start/record.ts'
import { type Page, Visitor } from './visitor.ts'
import { firstRowId, requireId } from './words.ts'

const users = '/admin/users'
const applications = '/admin/enterprise-applications'
const looksAtMost = 120
const betweenLooks = 250
const gallery = { template: 'kantega-bitbucket', name: 'Kantega SSO for Bitbucket' }

/** The administrator at the identity provider, doing what the tutorial says under Configure Microsoft Entra SSO. */
export class DirectoryAdministrator {
  readonly #visitor: Visitor

  private constructor(visitor: Visitor) {
    this.#visitor = visitor
  }

  static async signIn(server: string, { userName, password }: TestAccount): Promise<DirectoryAdministrator> {
    const visitor = new Visitor(server)
    await visitor.send('Signing in at the identity provider', '/sign-in', { userName, password })
    return new DirectoryAdministrator(visitor)
  }

  /** Create a Microsoft Entra test user. A mail, given name and surname are not asked for, as in the tutorial. */
  async createUser({ userName, password }: TestAccount): Promise<string> {
    const step = `Creating the user ${userName}`
    const name = userName.slice(0, userName.indexOf('@'))
    const found = firstRowId(await this.#visitor.get(`${users}?q=${encodeURIComponent(userName)}`), users)
    if (found) return found
    const fields = { displayName: name, userPrincipalName: userName, password }
    return requireId(step, await this.#visitor.send(step, `${users}/new`, fields, users), users)
  }

  /** Add Kantega SSO for Bitbucket from the gallery. */
  async addApplication(): Promise<string> {
    const step = `Adding the application ${gallery.name}`
    const found = firstRowId(await this.#visitor.get(applications), applications)
    const from = `${applications}/new/${gallery.template}`
    const id =
      found ?? requireId(step, await this.#visitor.send(step, from, gallery, applications), applications)
    await this.#waitUntilAdded(step, id)
    return id
  }

  /** The page of an application that is being added leads on by itself once its certificate is made. */
  async #waitUntilAdded(step: string, id: string): Promise<void> {
    for (let look = 0; look < looksAtMost; look++) {
      const page = await this.#visitor.get(`${applications}/${id}`)
      if (!page.url.pathname.endsWith('/adding')) return
      await pause(betweenLooks)
    }
    throw startProblem('sandbox-failed', { step, why: 'its signing certificate is not made yet.' })
  }

  /** Basic SAML Configuration: one address three times, as the tutorial has it, and where those are led who sign out. */
  configureSingleSignOn(application: string, address: string, signOnUrl = address): Promise<Page> {
    return this.#visitor.send(
      'Basic SAML Configuration',
      `${applications}/${application}/single-sign-on/basic-saml-configuration`,
      { identifier: address, replyUrl: address, signOnUrl, logoutUrl: address.replace(/login$/, 'logout') },
    )
  }

  /** Assign the Microsoft Entra test user, with Default Access. */
  assign(application: string, user: string): Promise<Page> {
    const place = `${applications}/${application}/users-and-groups`
    return this.#visitor.send('Assigning the user', `${place}/add?user=${user}`, { user }, place)
  }

  /** Federation Metadata XML, Download. */
  async downloadMetadata(application: string): Promise<string> {
    return (await this.#visitor.get(`${applications}/${application}/single-sign-on/federation-metadata`)).text
  }
}
