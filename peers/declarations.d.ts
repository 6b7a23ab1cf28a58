/*
 * What we call of the peers, typed here: they are installed by the commands that test against them, and the type check
 * must not ask for them.
 */

declare module 'xml-crypto' {
  export class SignedXml {
    constructor(options: { readonly publicCert?: string; readonly privateKey?: string })
    loadSignature(signature: unknown): void
    checkSignature(xml: string): boolean
    getSignedReferences(): readonly string[]
  }
}

declare module '@xmldom/xmldom' {
  export class DOMParser {
    constructor(options: { readonly errorHandler: (level: string, message: string) => void })
    parseFromString(xml: string, type: string): unknown
  }
}

declare module 'xpath' {
  export function select(expression: string, node: unknown): readonly XPathNode[]
  export interface XPathNode {
    readonly textContent: string | null
    getAttribute(name: string): string | null
  }
}

declare module '@node-saml/node-saml' {
  export interface SamlConfig {
    readonly idpCert: string | readonly string[]
    readonly issuer: string
    readonly callbackUrl: string
    readonly entryPoint?: string
    readonly logoutUrl?: string
    readonly logoutCallbackUrl?: string
    readonly audience?: string | false
    readonly idpIssuer?: string
    readonly acceptedClockSkewMs?: number
    readonly wantAssertionsSigned?: boolean
    readonly wantAuthnResponseSigned?: boolean
    readonly decryptionPvk?: string
    readonly decryptionCert?: string
    readonly privateKey?: string
    readonly publicCert?: string
    readonly signatureAlgorithm?: 'sha256' | 'sha512'
    readonly digestAlgorithm?: string
    readonly identifierFormat?: string | null
    readonly disableRequestedAuthnContext?: boolean
    readonly validateInResponseTo?: 'never' | 'ifPresent' | 'always'
  }
  export interface Profile {
    readonly issuer?: string
    readonly nameID: string
    readonly nameIDFormat?: string
    readonly sessionIndex?: string
    readonly inResponseTo?: string
    readonly attributes?: Readonly<Record<string, unknown>>
  }
  export class SAML {
    constructor(options: SamlConfig)
    validatePostResponseAsync(body: {
      readonly SAMLResponse: string
    }): Promise<{ profile: Profile | null; loggedOut: boolean }>
    validatePostRequestAsync(body: {
      readonly SAMLRequest: string
    }): Promise<{ profile: Profile | null; loggedOut: boolean }>
    validateRedirectAsync(
      container: Readonly<Record<string, string>>,
      originalQuery: string,
    ): Promise<{ profile: Profile | null; loggedOut: boolean }>
    getAuthorizeUrlAsync(
      relayState: string,
      host: string | undefined,
      options: Readonly<Record<string, never>>,
    ): Promise<string>
    getLogoutUrlAsync(
      user: Profile,
      relayState: string,
      options: Readonly<Record<string, never>>,
    ): Promise<string>
    generateServiceProviderMetadata(decryptionCert: string | null, publicCerts?: string | null): string
  }
}
