import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { Profile } from '@node-saml/node-saml'
import { certificatePem, readMetadata } from '@postern/saml'

/** A service provider made of `@node-saml/node-saml`: `/login` sends people off, `/acs` says who came, `/logout` signs them out. */
export interface NodeSamlProvider {
  readonly entityId: string
  readonly replyUrl: string
  readonly login: string
  /** Where sign-outs are begun and, at `logoutUrl`, answered and asked for. */
  readonly logout: string
  readonly logoutUrl: string
  /** Trusts the identity provider of this metadata from now on. */
  trust(metadata: string): Promise<void>
  stop(): Promise<void>
}

export async function startNodeSamlProvider(port: number): Promise<NodeSamlProvider> {
  const { SAML } = await import('@node-saml/node-saml')
  const origin = `http://127.0.0.1:${port}`
  const replyUrl = `${origin}/acs`
  const entityId = `${origin}/metadata`
  let saml: InstanceType<typeof SAML> | undefined
  let who: Profile | null = null
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const say = (status: number, text: string) => response.writeHead(status).end(text)
    try {
      if (saml === undefined) return say(503, 'nobody is trusted')
      const { pathname, search } = new URL(request.url ?? '/', origin)
      if (pathname === '/logout') {
        const location = await saml.getLogoutUrlAsync(who as Profile, 'from node-saml', {})
        return response.writeHead(302, { location }).end()
      }
      if (pathname === '/slo') {
        const query = Object.fromEntries(new URLSearchParams(search))
        const { profile, loggedOut } = await saml.validateRedirectAsync(query, search.slice(1))
        who = null
        return say(200, `node-saml: signed out (${profile?.nameID ?? 'as it asked'}, ${loggedOut})`)
      }
      if (request.method === 'GET') {
        const location = await saml.getAuthorizeUrlAsync('from node-saml', undefined, {})
        return response.writeHead(302, { location }).end()
      }
      const { profile } = await saml.validatePostResponseAsync(await formOf(request))
      who = profile
      return say(200, `node-saml: ${profile?.nameID} (in response to ${profile?.inResponseTo ?? 'nothing'})`)
    } catch (error) {
      return say(403, error instanceof Error ? error.message : 'refused')
    }
  }
  const server = createServer((request, response) => void answer(request, response))
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  return {
    entityId,
    replyUrl,
    login: `${origin}/login`,
    logout: `${origin}/logout`,
    logoutUrl: `${origin}/slo`,
    trust: async (metadata) => {
      const [entity] = readMetadata(Buffer.from(metadata)).entities
      const identityProvider = entity?.identityProvider
      if (entity === undefined || identityProvider === undefined)
        throw new Error('no identity provider in the metadata')
      const idpIssuer = entity.entityId
      const entryPoint = identityProvider.singleSignOn[0]?.location ?? ''
      const idpCert = identityProvider.certificates.map(certificatePem)
      const validateInResponseTo = 'ifPresent'
      saml = new SAML({
        issuer: entityId,
        callbackUrl: replyUrl,
        audience: entityId,
        entryPoint,
        idpIssuer,
        idpCert,
        validateInResponseTo,
        wantAuthnResponseSigned: false,
        disableRequestedAuthnContext: true,
        logoutUrl: identityProvider.singleLogout[0]?.location ?? '',
      })
    },
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

async function formOf(request: IncomingMessage): Promise<{ readonly SAMLResponse: string }> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(Buffer.from(part))
  return { SAMLResponse: new URLSearchParams(Buffer.concat(parts).toString()).get('SAMLResponse') ?? '' }
}
