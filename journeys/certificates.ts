import { Visitor } from 'postern/sandbox'
import { accountOf, type House } from './house.ts'

export interface MadeCertificate {
  readonly path: string
  /** SHA-1, as the identity provider shows it. */
  readonly thumbprint: string
}

/** The administrator at the identity provider, at the signing certificates of the one application. */
export class Certificates {
  readonly #visitor: Visitor
  readonly #signing: string
  readonly #application: string

  private constructor(visitor: Visitor, application: string) {
    this.#visitor = visitor
    this.#application = application
    this.#signing = `${application}/single-sign-on/signing-certificates`
  }

  static async open(house: House): Promise<Certificates> {
    const { userName, password } = accountOf(house, 'identity-provider', 'administrator')
    const visitor = new Visitor(house.identityProvider)
    await visitor.send('Signing in', '/sign-in', { userName, password })
    const list = await visitor.get('/admin/enterprise-applications')
    const id = /href="\/admin\/enterprise-applications\/([0-9a-f-]{36})/.exec(list.text)?.[1]
    return new Certificates(visitor, `/admin/enterprise-applications/${id}`)
  }

  /** *New certificate*, which is inactive until it is told to sign. */
  async makeCertificate(until?: Date): Promise<MadeCertificate> {
    const before = await this.#certificates()
    const form = await this.#visitor.get(`${this.#signing}/new`)
    const usual = /name="expires"[^>]*value="([^"]+)"/.exec(form.text)?.[1] ?? ''
    const expires = until ? until.toISOString().slice(0, 10) : usual
    await this.#visitor.send('New certificate', `${this.#signing}/new`, { expires })
    const path = (await this.#certificates()).find((one) => !before.includes(one)) ?? ''
    const { text } = await this.#visitor.get(path)
    const prints = [...text.matchAll(/<code class="fp">(.*?)<\/code>/g)].map(([, print = '']) =>
      print.replace(/<[^>]+>/g, ''),
    )
    return { path, thumbprint: prints.find(({ length }) => length === 40) ?? '' }
  }

  async activate({ path }: MadeCertificate): Promise<void> {
    await this.#visitor.send('Make certificate active', `${path}/activate`, {})
  }

  async metadataAddress(): Promise<string> {
    const { text } = await this.#visitor.get(`${this.#application}/single-sign-on`)
    return /data-copy="([^"]*federationmetadata[^"]*)"/i.exec(text)?.[1]?.replaceAll('&amp;', '&') ?? ''
  }

  async metadataFile(): Promise<string> {
    return (await this.#visitor.get(`${this.#application}/single-sign-on/federation-metadata`)).text
  }

  async #certificates(): Promise<readonly string[]> {
    const { text } = await this.#visitor.get(this.#signing)
    return [...text.matchAll(new RegExp(`href="(${this.#signing}/[0-9a-f-]{36})"`, 'g'))].map(
      ([, path = '']) => path,
    )
  }
}
