import { expect, messageOf, object, text } from './answer.ts'
import { pages } from './pages.ts'
import { connectorProblem } from './problems.ts'
import { type RestCall, type RestTarget, restClient } from './rest.ts'

/** Where Bitbucket finds the user name: a template of its own, not the bare name of the claim. */
export const usernameClaim = ['$', '{preferred_username}'].join('')

const idps = 'authconfig/latest/idps'

/** How we stand in Bitbucket's list of Authentication methods. */
export interface Registration {
  readonly name: string
  readonly buttonText: string
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
}

/** What of an entry tells which it is. */
interface Entry {
  readonly id: string
  readonly clientId: string
}

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
  return {
    /** Our entries: those with our issuer, one unless two administrators connected us at the same moment. */
    async find(issuer: string): Promise<readonly Entry[]> {
      const call = { method: 'GET', path: idps, query: { limit: '50' } } as const
      const found: Entry[] = []
      for await (const entry of pages(rest, target, call)) {
        const id = idOf(entry)
        if (id !== undefined && entry['sso-type'] === 'OIDC' && text(entry['issuer-url']) === issuer) {
          found.push({ id, clientId: text(entry['client-id']) })
        }
      }
      return found
    },
    /** Changes the entry that is there and takes further ones away, or makes one; gives its id. */
    async register(of: Registration, [known, ...more]: readonly Entry[]): Promise<string> {
      const json = body(of)
      for (const { id } of more) await remove(id)
      if (known) {
        await send({ method: 'PATCH', path: pathOf(known.id), json })
        return known.id
      }
      const made = await send({ method: 'POST', path: idps, json })
      const id = idOf(made) ?? (await this.find(of.issuer))[0]?.id
      if (id !== undefined) return id
      throw connectorProblem('application-answer', {
        address: target.baseUrl,
        call: `POST /rest/${idps}`,
        status: 200,
        message: `no id in the answer: ${messageOf(made)}`,
      })
    },
    /** Takes our entries away. */
    async withdraw(issuer: string): Promise<void> {
      for (const { id } of await this.find(issuer)) await remove(id)
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

const pathOf = (id: string) => `${idps}/${encodeURIComponent(id)}`

function idOf({ id }: Readonly<Record<string, unknown>>): string | undefined {
  return typeof id === 'number' || (typeof id === 'string' && id !== '') ? String(id) : undefined
}

function body(of: Registration) {
  return {
    name: of.name,
    'sso-type': 'OIDC',
    enabled: true,
    'issuer-url': of.issuer,
    'client-id': of.clientId,
    'client-secret': of.clientSecret,
    'discovery-enabled': true,
    'additional-scopes': ['profile', 'email'],
    'username-claim': usernameClaim,
    buttonText: of.buttonText,
    // Their cookie would let somebody in whose session here has long ended.
    'enable-remember-me': false,
    // Bitbucket's own provisioning takes people out of every group that we do not send; ours adds and never takes.
    'jit-configuration': { 'user-provisioning-enabled': false },
  }
}
