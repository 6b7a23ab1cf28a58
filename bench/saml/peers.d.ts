/** What is called of the peers, and no more: they are installed by the bench alone, and the type check goes without. */
declare module '@node-saml/node-saml' {
  type Profile = Readonly<Record<string, unknown>> & { readonly nameID: string }
  export class SAML {
    constructor(options: Readonly<Record<string, unknown>>)
    validatePostResponseAsync(body: { readonly SAMLResponse: string }): Promise<{ profile: Profile | null }>
  }
}

declare module 'samlify' {
  type Settings = Readonly<Record<string, unknown>>
  interface Extract {
    readonly nameID: string
    readonly attributes: Readonly<Record<string, string | readonly string[]>>
  }
  interface ServiceProvider {
    parseLoginResponse(
      idp: IdentityProvider,
      binding: 'post',
      request: { readonly body: { readonly SAMLResponse: string } },
    ): Promise<{ readonly extract: Extract }>
  }
  interface IdentityProvider {
    createLoginResponse(
      sp: ServiceProvider,
      request: object,
      binding: 'post',
      user: object,
      fillIn: (template: string) => { readonly id: string; readonly context: string },
    ): Promise<{ readonly context: string }>
  }
  const samlify: {
    setSchemaValidator(validator: { validate(xml: string): Promise<string> }): void
    ServiceProvider(settings: Settings): ServiceProvider
    IdentityProvider(settings: Settings): IdentityProvider
    readonly SamlLib: {
      readonly defaultLoginResponseTemplate: object
      replaceTagsByValue(template: string, values: Readonly<Record<string, string | undefined>>): string
    }
  }
  export default samlify
}

declare module 'saml2-js' {
  interface Answer {
    readonly user: {
      readonly name_id?: string
      readonly attributes?: Readonly<Record<string, readonly string[]>>
    }
  }
  class IdentityProvider {
    constructor(settings: Readonly<Record<string, unknown>>)
  }
  class ServiceProvider {
    constructor(settings: Readonly<Record<string, unknown>>)
    post_assert(
      idp: IdentityProvider,
      options: { readonly request_body: { readonly SAMLResponse: string } },
      callback: (error: Error | null, answer: Answer) => void,
    ): void
  }
  const saml2: {
    readonly ServiceProvider: typeof ServiceProvider
    readonly IdentityProvider: typeof IdentityProvider
  }
  export default saml2
}

declare module '@boxyhq/saml20' {
  /** CommonJS that was a module once: its default export is inside its default export. */
  interface Saml20 {
    decodeBase64(text: string, isDeflated: boolean): Promise<string>
    validate(
      xml: string,
      options: Readonly<Record<string, unknown>>,
    ): Promise<{ readonly claims: Readonly<Record<string, unknown>> }>
    createSAMLResponse(of: Readonly<Record<string, unknown>>): Promise<string>
  }
  const module: { readonly default: Saml20 }
  export default module
}
