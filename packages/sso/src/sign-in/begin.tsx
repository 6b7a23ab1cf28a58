import { ContinueForm, Door } from '@postern/kit/html'
import { endsElsewhere, type Web } from '@postern/kit/http'
import {
  type Endpoint,
  HTTP_REDIRECT,
  redirectUrl,
  type SigningKey,
  writeAuthnRequest,
  writePost,
} from '@postern/saml'
import type { Recorder } from '../activity/recorder.ts'
import type { TestableConnection } from '../connections/connection.ts'
import { bind } from './binder.ts'
import type { SignInPorts } from './ports.ts'
import { type ReturnTo, type SignIn, signInLife } from './sign-in.ts'

export interface Beginning {
  readonly connection: TestableConnection
  readonly returnTo: ReturnTo
  readonly loginHint?: string | undefined
  /** The person must be seen anew, whatever session the identity provider has. */
  readonly fresh: boolean
  readonly record: Recorder
}

/**
 * Sends the browser to the identity provider with a new AuthnRequest. Always a new one: whoever is signed in here plays no
 * part, or one person would come out as another.
 */
export async function begin(web: Web, of: Beginning, ports: SignInPorts): Promise<globalThis.Response> {
  const { connection, record } = of
  const { now, world } = web.var
  const fresh = of.fresh || connection.choices.forceAuthn
  const key = connection.choices.signsRequests ? await ports.requestKeys.signing() : undefined
  const signIn: SignIn = {
    id: world.random(32).toString('base64url'),
    requestId: `_${world.random(16).toString('hex')}`,
    connectionId: connection.id,
    returnTo: of.returnTo,
    binder: bind(web),
    fresh,
    activityId: record.id,
    begunAt: now,
    expiresAt: now + signInLife,
  }
  await ports.signIns.create(signIn)
  record.note(
    'Sent to the identity provider',
    `AuthnRequest ${signIn.requestId}${fresh ? ', to be seen anew' : ''}${key ? ', signed' : ''}`,
  )
  return send(web, of, signIn, key)
}

function send(
  web: Web,
  of: Beginning,
  signIn: SignIn,
  key: SigningKey | undefined,
): globalThis.Response | Promise<globalThis.Response> {
  const { connection } = of
  const endpoint = endpointOf(connection)
  const location = withHint(endpoint.location, connection.choices.loginHint ? of.loginHint : undefined)
  const byRedirect = endpoint.binding === HTTP_REDIRECT
  const samlRequest = writeAuthnRequest({
    id: signIn.requestId,
    issueInstant: signIn.begunAt,
    destination: endpoint.location,
    assertionConsumerServiceUrl: connection.address,
    issuer: connection.address,
    ...(signIn.fresh ? { forceAuthn: true } : {}),
    ...(key && !byRedirect ? { sign: key } : {}),
  })
  if (byRedirect) {
    const sign = key ? { sign: key } : {}
    return web.redirect(redirectUrl({ location, samlRequest, relayState: signIn.id, ...sign }), 302)
  }
  endsElsewhere(web)
  return web.html(
    <Door server="sso" title="One moment" brand="Postern">
      <ContinueForm
        action={location}
        fields={{ SAMLRequest: writePost(samlRequest), RelayState: signIn.id }}
        says={`You go on to ${connection.name} to sign in.`}
      />
    </Door>,
  )
}

/** HTTP-Redirect where it is offered, else HTTP-POST; the import refuses metadata that has neither. */
function endpointOf({ identityProvider: { singleSignOn }, ssoLocation, name }: TestableConnection): Endpoint {
  const endpoint = singleSignOn.find(({ binding }) => binding === HTTP_REDIRECT) ?? singleSignOn[0]
  if (!endpoint) throw new Error(`${name} was imported without an endpoint`)
  return ssoLocation === undefined ? endpoint : { ...endpoint, location: ssoLocation }
}

/** Entra and others take the user's name as `login_hint`; a Subject in the request is refused there (AADSTS900236). */
function withHint(location: string, hint: string | undefined): string {
  if (!hint) return location
  const url = new URL(location)
  url.searchParams.set('login_hint', hint.slice(0, 300))
  return url.href
}
