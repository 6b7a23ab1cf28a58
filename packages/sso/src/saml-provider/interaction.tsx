import { ContinueForm, Door } from '@postern/kit/html'
import { cookies, endsElsewhere, type Web } from '@postern/kit/http'
import { writePost } from '@postern/saml'
import type { Account } from '../accounts/account.ts'
import type { Application } from '../applications/application.ts'
import { assertionConsumerServiceOf } from './application.ts'
import { samlProviderProblem } from './problems.ts'
import { samlRequests, type WaitingRequest } from './requests.ts'
import { noPassive, responseFor } from './response.ts'

/** Below it, by their ids, are the requests that wait. */
export const waitingPath = '/saml/sign-in'
export const browserCookie = 'saml-browser'

/** Problem `saml-request-unknown` where it is over, or was begun in another browser. */
export async function findWaiting(web: Web): Promise<WaitingRequest & { readonly id: string }> {
  const of = at(web)
  const found = await samlRequests(web.var.world.store).find(of)
  if (!found) throw samlProviderProblem('saml-request-unknown', {})
  return { id: of.id, ...found }
}

/** Answers the waiting request with this account: a page that carries the Response to the application (Bindings 3.5.4). */
export async function answerWaiting(
  web: Web,
  of: { readonly account: Account; readonly application: Application; readonly authenticatedAt: number },
): Promise<Response> {
  const waiting = await take(web)
  const xml = await responseFor({ ...of, inResponseTo: waiting.requestId }, web.var.world)
  return carry(web, of.application, xml, waiting.relayState)
}

/** Answers that nobody may be told without asking the person. */
export async function refuseWaiting(web: Web, application: Application): Promise<Response> {
  const waiting = await take(web)
  const xml = noPassive({ application, inResponseTo: waiting.requestId }, web.var.world)
  return carry(web, application, xml, waiting.relayState)
}

/** Lets a person into an application that asked for nothing (IdP-initiated): it opens its start page. */
export async function enterUnasked(
  web: Web,
  of: { readonly account: Account; readonly application: Application; readonly authenticatedAt: number },
): Promise<Response> {
  const xml = await responseFor({ ...of, inResponseTo: undefined }, web.var.world)
  return carry(web, of.application, xml, undefined)
}

async function take(web: Web): Promise<WaitingRequest> {
  const waiting = await samlRequests(web.var.world.store).take(at(web))
  if (!waiting) throw samlProviderProblem('saml-request-unknown', {})
  return waiting
}

function carry(web: Web, application: Application, xml: string, relayState: string | undefined) {
  endsElsewhere(web)
  return web.html(
    <Door server="sso" title="One moment" brand="Postern">
      <ContinueForm
        action={assertionConsumerServiceOf(application)}
        fields={{
          SAMLResponse: writePost(xml),
          ...(relayState === undefined ? {} : { RelayState: relayState }),
        }}
        says={`You go on to ${application.name}.`}
      />
    </Door>,
  )
}

const at = (web: Web) => ({
  id: web.req.param('id') ?? '',
  browser: cookies(web).get(browserCookie),
  now: web.var.now,
})
