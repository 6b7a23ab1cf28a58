import { expect, messageOf, object, text } from './answer.ts'
import { pages } from './pages.ts'
import { connectorProblem, isOutage } from './problems.ts'
import { type RestCall, type RestTarget, restClient } from './rest.ts'

/** Where Bitbucket finds the user name: a template of its own, not the bare name of the claim. */
export const usernameClaim = ['$', '{preferred_username}'].join('')
export const usernameAttribute = ['$', '{NameID}'].join('')

const idps = 'authconfig/latest/idps'

/** Where our providers are, as an application is told. */
export interface OurProviders {
  /** Of the OpenID provider. */
  readonly issuer: string
  readonly saml: {
    readonly entityId: string
    readonly singleSignOn: string
    /** PEM. */
    readonly certificate: () => Promise<string>
  }
}

/** How we stand in Bitbucket's list of Authentication methods. */
export type Registration = { readonly name: string; readonly buttonText: string } & (
  | {
      readonly protocol: 'openid'
      readonly issuer: string
      readonly clientId: string
      readonly clientSecret: string
    }
  | {
      readonly protocol: 'saml'
      readonly entityId: string
      readonly singleSignOn: string
      readonly certificate: string
    }
)

/** What of an entry tells which it is. */
interface Entry {
  readonly id: string
  readonly protocol: Registration['protocol']
  /** '' for SAML. */
  readonly clientId: string
}

export type AuthenticationMethods = ReturnType<typeof authenticationMethods>

/** Our place in Bitbucket's own Authentication methods. */
export function authenticationMethods(target: RestTarget) {
  const rest = restClient(target)
  const send = async (call: RestCall, alsoGood: readonly number[] = []) => {
    const answer = await rest(call)
    expect(target, call, answer, [200, 201, 204, ...alsoGood])
    return object(answer.json)
  }
  /** It may be gone already. */
  const remove = (id: string) => send({ method: 'DELETE', path: pathOf(id) }, [404])
  const newest = async (ours: OurProviders, protocol: Registration['protocol']) =>
    (await find(ours)).findLast((entry) => entry.protocol === protocol)?.id
  /** Our entries: those with our issuer, one unless two administrators connected us at the same moment. */
  async function find(ours: OurProviders): Promise<readonly Entry[]> {
    const call = { method: 'GET', path: idps, query: { limit: '50' } } as const
    const found: Entry[] = []
    for await (const entry of pages(rest, target, call)) {
      const [id, protocol] = [idOf(entry), protocolOf(entry, ours)]
      if (id !== undefined && protocol) found.push({ id, protocol, clientId: text(entry['client-id']) })
    }
    return found
  }
  return {
    find,
    /**
     * Changes the entry that is there, or makes one; then takes further ones of ours away, those of the other protocol too:
     * never before, so that at no moment there is no way in. Gives its id.
     */
    async register(of: Registration, ours: OurProviders, entries: readonly Entry[]): Promise<string> {
      const json = body(of)
      const known = entries.find(({ protocol }) => protocol === of.protocol)
      const patch = (id: string) => send({ method: 'PATCH', path: pathOf(id), json })
      const made = known
        ? await patch(known.id)
        : await send({ method: 'POST', path: idps, json }).catch(async (error: unknown) => {
            // It was entered by a call whose answer was lost, and is refused as a second one of its name.
            const entered = isOutage(error) ? undefined : await newest(ours, of.protocol)
            if (entered === undefined) throw error
            return patch(entered)
          })
      for (const entry of entries) if (entry !== known) await remove(entry.id)
      const id = known?.id ?? idOf(made) ?? (await newest(ours, of.protocol))
      if (id !== undefined) return id
      throw connectorProblem('application-answer', {
        address: target.baseUrl,
        call: `POST /rest/${idps}`,
        status: 200,
        message: `no id in the answer: ${messageOf(made)}`,
      })
    },
    /** Takes our entries away. */
    async withdraw(ours: OurProviders): Promise<void> {
      for (const { id } of await find(ours)) await remove(id)
    },
    /** Sends people straight to sign-in; the login form stays within reach at `?auth_fallback`. */
    async goStraight(): Promise<void> {
      const json = { 'show-login-form': false, 'enable-authentication-fallback': true }
      await send({ method: 'PATCH', path: 'authconfig/latest/sso', json })
    },
    /** Shows Bitbucket's own login form, with our button beside it. */
    async showForm(): Promise<void> {
      await send({ method: 'PATCH', path: 'authconfig/latest/sso', json: { 'show-login-form': true } })
    },
  }
}

function protocolOf(
  entry: Readonly<Record<string, unknown>>,
  ours: OurProviders,
): Registration['protocol'] | undefined {
  const kind = entry['sso-type']
  if (kind === 'OIDC' && text(entry['issuer-url']) === ours.issuer) return 'openid'
  if (kind === 'SAML' && text(entry['sso-issuer']) === ours.saml.entityId) return 'saml'
  return undefined
}

const pathOf = (id: string) => `${idps}/${encodeURIComponent(id)}`

function idOf({ id }: Readonly<Record<string, unknown>>): string | undefined {
  return typeof id === 'number' || (typeof id === 'string' && id !== '') ? String(id) : undefined
}

function body(of: Registration) {
  return {
    name: of.name,
    enabled: true,
    buttonText: of.buttonText,
    ...(of.protocol === 'openid'
      ? {
          'sso-type': 'OIDC',
          'issuer-url': of.issuer,
          'client-id': of.clientId,
          'client-secret': of.clientSecret,
          'discovery-enabled': true,
          'additional-scopes': ['profile', 'email'],
          'username-claim': usernameClaim,
        }
      : {
          'sso-type': 'SAML',
          'sso-issuer': of.entityId,
          'sso-url': of.singleSignOn,
          certificate: of.certificate,
          'username-attribute': usernameAttribute,
        }),
    // Their cookie would let somebody in whose session here has long ended.
    'enable-remember-me': false,
    // Bitbucket's own provisioning takes people out of every group that we do not send; ours adds and never takes.
    'jit-configuration': { 'user-provisioning-enabled': false },
  }
}
