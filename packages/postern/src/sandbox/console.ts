import { startProblem } from '../start/problems.ts'
import type { TestAccount } from '../start/record.ts'
import { type Fields, type Page, Visitor } from './visitor.ts'
import { firstRowId, requireId, valueAt } from './words.ts'

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
    const page = await this.#visitor.get(`${connections}/${id}/setup/app-properties`)
    const address = /https?:\/\/[^"'<\s]+\/plugins\/servlet\/no\.kantega\.saml\/sp\/[^"'<\s/]+\/login/.exec(
      page.text.replaceAll(/<wbr ?\/?>/g, ''),
    )?.[0]
    if (!address) throw startProblem('sandbox-failed', { step, why: 'the page shows no App ID URI.' })
    return { id, address }
  }

  #add(step: string): Promise<Page> {
    const preset = 'microsoft-entra-id'
    return this.#visitor.send(
      step,
      `${connections}/new?preset=${preset}`,
      { preset, edition: 'basic' },
      connections,
    )
  }

  /** The set-up from App properties to Finish, then known domains. */
  async configure(
    id: string,
    of: { name: string; metadata: string; application: string; group: string; domain: string },
  ): Promise<void> {
    const place = `${connections}/${id}`
    await this.#next(id, 'app-properties', 'App properties', {})
    const file = new Blob([of.metadata], { type: 'application/xml' })
    await this.#next(id, 'metadata-import', 'Metadata import', { source: 'file', file })
    const named = await this.#visitor.get(`${place}/setup/name-and-sso-location`)
    await this.#next(id, 'name-and-sso-location', 'Name and SSO location', {
      name: of.name,
      location: valueAt(named, 'location'),
    })
    const shown = await this.#visitor.get(`${place}/setup/signature-verification`)
    const verified = valueAt(shown, 'verified')
    await this.#next(id, 'signature-verification', 'Signature verification', { verified })
    await this.#next(id, 'bitbucket-user-accounts', 'Bitbucket user accounts', {
      application: of.application,
      create: 'yes',
      groups: of.group,
    })
    await this.#next(id, 'finish', 'Finish', {})
    await this.#visitor.send('Known domains', `${place}/known-domains`, { domains: of.domain })
  }

  /** Answers one step of the set-up. Once it is finished, its summary leads on to the connection. */
  async #next(id: string, step: string, label: string, fields: Fields): Promise<void> {
    const address = `${connections}/${id}/setup/${step}`
    if (step === 'finish') {
      const { url } = await this.#visitor.get(address)
      if (url.pathname !== address) return
    }
    await this.#visitor.send(label, address, fields)
  }
}
