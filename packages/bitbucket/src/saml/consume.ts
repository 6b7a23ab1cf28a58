import { cookies, readOctets, type Web } from '@postern/kit/http'
import {
  type Identity,
  identityOf,
  judgeResponse,
  Problem,
  readCertificates,
  readPost,
  readUnverifiedResponse,
  refusal,
  type Response as SamlResponse,
  type Verified,
  verifyResponse,
} from '@postern/saml'
import { sourceOf } from '../audit/index.ts'
import type { Provider, Providers } from '../authentication-methods/index.ts'
import { faultsOf } from '../directory/index.ts'
import { fillTemplate, type Journeys, openidProblem, permittedUser, provision } from '../openid/index.ts'
import { enter, type People } from '../person/index.ts'
import { browserCookie, ourselves } from './request.ts'
import type { UsedAssertions } from './used-assertions.ts'

export interface Saml {
  readonly people: People
  readonly providers: Providers
  readonly journeys: Journeys
  readonly used: UsedAssertions
}

const skew = 180_000
const largestBody = 1_048_576

/** The identity provider's answer → journey → verified → identity → user → session. */
export async function consume(web: Web, of: Saml): Promise<Response> {
  const { octets, relayState } = await posted(web)
  const claimed = readUnverifiedResponse(octets).unverified
  const provider = await providerOf(of.providers, claimed.issuer?.value ?? '')
  const journey =
    claimed.inResponseTo === undefined
      ? undefined
      : await of.journeys.take(relayState, cookies(web).get(browserCookie), web.var.now)
  if (journey && journey.provider !== provider.id)
    throw openidProblem('sso-answer-invalid', { provider: provider.name, why: 'another one was asked' })
  const identity = await identified(web, { octets, provider, requestId: journey?.nonce }, of)
  const username = usernameOf(identity, provider)
  const values = { ...Object.fromEntries(identity.attributes), NameID: [identity.nameId] }
  await provision(of.people, { provider, username, values, from: sourceOf(web) })
  const user = await permittedUser(of.people, username, provider.id)
  await enter(web, of.people, user, { by: 'provider', provider: provider.name })
  // The RelayState of an answer that nobody asked for is no address (bitbucket.md 1c): it ends at the start page.
  return web.redirect(journey?.target ?? '/', 303)
}

async function posted(web: Web): Promise<{ octets: Uint8Array; relayState: string }> {
  const form = new URLSearchParams(Buffer.from(await readOctets(web, largestBody)).toString('latin1'))
  const [response, ...more] = form.getAll('SAMLResponse')
  if (response === undefined || more.length > 0) throw openidProblem('sso-state-unknown', {})
  return { octets: readPost(response), relayState: form.get('RelayState') ?? '' }
}

async function providerOf(providers: Providers, issuer: string): Promise<Provider> {
  const found = (await providers.enabled()).find((one) => one.protocol === 'saml' && one.issuerUrl === issuer)
  if (!found) throw openidProblem('sso-saml-issuer', { issuer: issuer.slice(0, 300) })
  return found
}

async function identified(
  web: Web,
  of: { octets: Uint8Array; provider: Provider; requestId: string | undefined },
  { used }: Saml,
): Promise<Identity> {
  const { provider } = of
  const verified = explained(provider, () =>
    verifyResponse(of.octets, readCertificates(provider.certificate)),
  )
  explained(provider, () => judge(web, verified, of))
  const identity = identityOf(verified)
  const { issuer, assertionId, notOnOrAfter } = identity
  if (!(await used.use({ issuer, assertionId, until: notOnOrAfter + skew })))
    throw openidProblem('sso-saml-replayed', { provider: provider.name })
  return identity
}

function judge(
  web: Web,
  verified: Verified<SamlResponse>,
  of: { provider: Provider; requestId: string | undefined },
): void {
  const refused = refusal(
    judgeResponse(verified, {
      now: web.var.now,
      clockSkew: skew / 1_000,
      issuer: of.provider.issuerUrl,
      ...ourselves(web.var.world.settings.publicUrl),
      inResponseTo: of.requestId ?? null,
      unsolicited: true,
      accountAttributes: [],
    }),
  )
  if (refused) throw refused
}

/** What the core refuses, in the words of this page; its code is among the facts. */
function explained<T>(provider: Provider, work: () => T): T {
  try {
    return work()
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    const { code, message: why, remedy } = error
    throw openidProblem('sso-saml-refused', { provider: provider.name, code, why, remedy }, { cause: error })
  }
}

/** The template's attributes, `${NameID}` among them; of an attribute with several values none is taken. */
function usernameOf(identity: Identity, provider: Provider): string {
  const single = [...identity.attributes].flatMap(([name, values]) =>
    values.length === 1 ? [[name, values[0] ?? '']] : [],
  )
  const template = provider.usernameAttribute
  const username = fillTemplate(template, { ...Object.fromEntries(single), NameID: identity.nameId })
  if (username === undefined || faultsOf({ name: username }).length > 0)
    throw openidProblem('sso-username-missing', { provider: provider.name, template })
  return username
}
