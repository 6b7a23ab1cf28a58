import { startProblem } from '../start/problems.ts'
import type { TestAccount } from '../start/record.ts'
import { type Page, Visitor } from './visitor.ts'
import { firstRowId, requireId } from './words.ts'

const applications = '/admin/applications'
const connections = '/admin/connections'

/** The administrator at the SSO service. */
export class ConsoleAdministrator {
  readonly #visitor: Visitor

  private constructor(visitor: Visitor) {
    this.#visitor = visitor
  }

  static async signIn(server: string, { userName, password }: TestAccount): Promise<ConsoleAdministrator> {
    const visitor = new Visitor(server)
    await visitor.send('Signing in at the SSO service', '/admin/sign-in', { userName, password })
    return new ConsoleAdministrator(visitor)
  }

  /** Connect Bitbucket. Doing it again changes nothing: the same registration is found there. */
  async connectBitbucket(baseUrl: string, { userName, password }: TestAccount): Promise<string> {
    const step = 'Connecting Bitbucket'
    const fields = { baseUrl, userName, password, straight: 'yes' }
    return requireId(step, await this.#visitor.send(step, `${applications}/connect`, fields), applications)
  }

  /** Add identity provider. The connection is an address first; the identity provider has to be told it. */
  async addConnection(): Promise<{ id: string; address: string }> {
    const step = 'Adding the identity provider'
    const list = await this.#visitor.get(connections)
    const id = firstRowId(list, connections) ?? requireId(step, await this.#add(step), connections)
    const page = await this.#visitor.get(`${connections}/${id}`)
    const address = /https?:\/\/[^"'<\s]+\/plugins\/servlet\/no\.kantega\.saml\/sp\/[^"'<\s/]+\/login/.exec(
      page.text.replaceAll(/<wbr ?\/?>/g, ''),
    )?.[0]
    if (!address) throw startProblem('sandbox-failed', { step, why: 'the page shows no App ID URI.' })
    return { id, address }
  }

  #add(step: string): Promise<Page> {
    return this.#visitor.send(step, connections, {})
  }

  /** Metadata import, name, accounts, known domains, Finish. */
  async configure(
    id: string,
    of: { name: string; metadata: string; application: string; group: string; domain: string },
  ): Promise<void> {
    const place = `${connections}/${id}`
    const file = new Blob([of.metadata], { type: 'application/xml' })
    await this.#visitor.send('Metadata import', `${place}/metadata`, { source: 'file', file })
    await this.#visitor.send('Name and application', `${place}/settings`, {
      name: of.name,
      application: of.application,
      unsolicited: 'yes',
      clockSkewSeconds: '180',
    })
    await this.#visitor.send('Bitbucket user accounts', `${place}/accounts`, {
      create: 'yes',
      groups: of.group,
    })
    await this.#visitor.send('Known domains', `${place}/known-domains`, { domains: of.domain })
    await this.#visitor.send('Finish', place, {}, `${place}/finish`)
  }
}
