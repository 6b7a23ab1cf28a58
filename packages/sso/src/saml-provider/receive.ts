import { readOctets, type Web } from '@postern/kit/http'
import {
  type AuthnRequest,
  judgeAuthnRequest,
  nameIdFormats,
  readAuthnRequest,
  readPost,
  readRedirect,
  refusal,
} from '@postern/saml'
import type { Application } from '../applications/application.ts'
import type { Applications } from '../applications/store.ts'
import { samlAddresses } from './addresses.ts'
import { assertionConsumerServiceOf, entityIdOf } from './application.ts'
import { samlProviderProblem } from './problems.ts'

/** Half a mebibyte of message in base64, and its escapes. */
const largestBody = 1_048_576
/** Bindings 3.4.3 says 80 octets, and hardly anybody keeps to it. */
const longestRelayState = 2_000

interface Received {
  readonly message: AuthnRequest
  readonly relayState: string | undefined
}

/** Reads an AuthnRequest from the raw query. Problems `redirect-…`, `xml-…`, `message-…`. */
export function fromRedirect(web: Web): Received {
  const { search } = new URL(web.req.url)
  if (search === '') throw samlProviderProblem('saml-request-missing', {})
  const { parameter, octets, relayState } = readRedirect(search)
  if (parameter !== 'SAMLRequest') throw samlProviderProblem('saml-request-missing', {})
  return { message: readAuthnRequest(octets), relayState: boundedRelayState(relayState) }
}

/** Reads an AuthnRequest from a form that comes from another site by design, hence without a CSRF token. */
export async function fromPost(web: Web): Promise<Received> {
  const body = new URLSearchParams(Buffer.from(await readOctets(web, largestBody)).toString('latin1'))
  const [request, ...more] = body.getAll('SAMLRequest')
  if (request === undefined || more.length > 0) throw samlProviderProblem('saml-request-missing', {})
  const relayState = boundedRelayState(body.get('RelayState') ?? undefined)
  return { message: readAuthnRequest(readPost(request)), relayState }
}

/** It is carried back as it came; one that is longer than any application's would only fill the store. */
function boundedRelayState(relayState: string | undefined): string | undefined {
  if (relayState !== undefined && relayState.length > longestRelayState)
    throw samlProviderProblem('saml-request-missing', {})
  return relayState
}

const answerable: ReadonlySet<string> = new Set([nameIdFormats.unspecified, nameIdFormats.emailAddress])

/**
 * The application that asks, after every check of the table. A request need not be signed: the answer goes to the address
 * that was registered for the application and nowhere else (SAML Profiles 4.1.4.1), so that forging one gains nothing.
 */
export async function judgeRequest(
  message: AuthnRequest,
  of: { readonly applications: Applications; readonly publicUrl: URL; readonly now: number },
): Promise<Application> {
  const issuer = message.issuer?.value ?? ''
  const application = await of.applications.findByEntityId(issuer)
  if (!application) throw samlProviderProblem('saml-request-issuer', { issuer: issuer.slice(0, 300) })
  const refused = refusal(
    judgeAuthnRequest(message, undefined, {
      now: of.now,
      issuer: entityIdOf(application),
      destination: samlAddresses(of.publicUrl).singleSignOn,
      replyUrls: [assertionConsumerServiceOf(application)],
    }),
  )
  if (refused) throw refused
  const format = message.nameIdPolicy?.format
  if (format !== undefined && !answerable.has(format))
    throw samlProviderProblem('saml-request-name', { format, application: application.name })
  return application
}
