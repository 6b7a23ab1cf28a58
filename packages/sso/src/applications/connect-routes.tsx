import { csrfToken, readForm } from '@postern/kit/form'
import type { FieldError } from '@postern/kit/html'
import { type Env, endsElsewhere, type Web } from '@postern/kit/http'
import type { World } from '@postern/kit/world'
import { Problem } from '@postern/saml/problem'
import { Hono } from 'hono'
import { freshProof } from '../administrators/proof.ts'
import { least } from '../administrators/roles.ts'
import { Shell } from '../administrators/shell.tsx'
import { whoOf } from '../administrators/who.ts'
import { record } from '../audit/store.ts'
import { anonymousTarget, type Credential, targetWith, wayOf } from '../connectors/credential.ts'
import type { Trial } from '../connectors/kind.ts'
import { kinds } from '../connectors/kinds.ts'
import { redeemCode } from '../connectors/link.ts'
import { connectorProblem } from '../connectors/problems.ts'
import type { OurProviders } from '../connectors/registration.ts'
import type { Application } from './application.ts'
import { readBaseUrl } from './base-url.ts'
import { connectApplication } from './connect.ts'
import {
  asTyped,
  type ConnectForm,
  credentialOf,
  type Filled,
  faultOf,
  faultsOf,
  prefilled,
  unfilled,
} from './connect-form.ts'
import { ConnectPage, type Tested } from './connect-page.tsx'
import {
  beginConsent,
  type Consent,
  callbackOf,
  callbackPath,
  returnAddress,
  takeConsent,
} from './consent.ts'
import { openSecrets, sealSecrets } from './kept-secrets.ts'
import type { Applications } from './store.ts'

const section = '/admin/applications'
const longestCookie = 2_500

interface ConnectRoutes extends OurProviders {
  readonly applications: Applications
}

/** *Connect Bitbucket*: by an application link, with one click of consent there, or by user name and password. */
export function connectRoutes(of: ConnectRoutes): Hono<Env> {
  const { applications } = of
  const app = new Hono<Env>()
  app.get(`${section}/connect`, freshProof, async (web) => {
    const again = web.req.query('again')
    const form =
      again === undefined
        ? prefilled((name) => web.req.query(name))
        : await filledFrom(applications, await applications.require(again))
    return connectPage(web, form, [])
  })
  app.post(`${section}/connect`, freshProof, async (web) => {
    const { world, now } = web.var
    const sent = await readForm(web)
    const form = asTyped(sent, openSecrets(world.seal, sent.text('kept'), now))
    const address = readBaseUrl(form.baseUrl)
    const all = faultsOf(form)
    // To find out what is possible takes no more than the address.
    const faults = sent.has('test') ? all.filter(({ id }) => id === 'baseUrl') : all
    if ('fault' in address || faults.length > 0) return connectPage(web, form, faults)
    const { baseUrl } = address
    return orElsePage(web, form, async () => {
      if (sent.has('test')) return connectPage(web, form, [], await tested(web, form, baseUrl))
      const credential = credentialOf(form)
      if (credential) {
        const { kind, straight, protocol } = form
        return finish(web, of, { kind, baseUrl, straight, protocol, credential })
      }
      const { random } = web.var.world
      await kinds[form.kind].identify(anonymousTarget({ baseUrl, random }))
      const { kind, clientId, clientSecret, straight, protocol } = form
      const returnTo = returnAddress({ baseUrl, returnTo: form.returnTo }) ? form.returnTo : ''
      const consent = { kind, baseUrl, clientId, clientSecret, straight, protocol, returnTo }
      if (JSON.stringify(consent).length > longestCookie)
        return connectPage(web, form, [{ id: 'baseUrl', message: 'Base URL is too long.' }])
      return beginConsent(web, consent)
    })
  })
  app.get(callbackPath, least('administrator'), (web) => comeBack(web, of))
  return app
}

/** *Test connection*: what is there, and what will work with it. Nothing is changed, there or here. */
async function tested(web: Web, form: Filled, baseUrl: string): Promise<Tested> {
  const { random } = web.var.world
  const kind = kinds[form.kind]
  const target = anonymousTarget({ baseUrl, random })
  const found = await kind.identify(target)
  const trial = await tried(form, baseUrl, random)
  return { found, prospects: await kind.prospects({ target, found, trial }) }
}

/** Undefined where there is nothing to try: a link takes consent first, and both fields must be filled for the others. */
async function tried(form: Filled, baseUrl: string, random: World['random']): Promise<Trial | undefined> {
  const credential = credentialOf(form)
  const { way, userName, password, kind } = form
  if (!credential || userName === '' || password === '') return undefined
  const connector = kinds[kind].connector(targetWith(credential, { baseUrl, random }))
  try {
    await connector.check()
    return { way, userName, problem: undefined }
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    return { way, userName, problem: error }
  }
}

/** Bitbucket has asked the administrator: with a code we go on, and connect as with a password. */
async function comeBack(web: Web, of: ConnectRoutes): Promise<Response> {
  const { verifier, ...consent } = takeConsent(web)
  const { kind, baseUrl, clientId, clientSecret, straight, protocol, returnTo } = consent
  const form: ConnectForm = { ...unfilled, kind, baseUrl, clientId, straight, protocol, returnTo }
  return orElsePage(web, form, async () => {
    const code = web.req.query('code')
    if (!code) {
      const said = web.req.query('error_description') || web.req.query('error') || 'it gave no code'
      throw connectorProblem('application-denied', { address: baseUrl, message: said.slice(0, 300) })
    }
    const link = { clientId, clientSecret }
    const at = { baseUrl, random: web.var.world.random, now: web.var.now }
    const tokens = await redeemCode(link, { ...at, code, callback: callbackOf(web), verifier })
    const unnamed = { userName: '', link, tokens }
    const userName = (await kinds[kind].callerName(targetWith(unnamed, at))) || 'who allowed it'
    const back = returnAddress(consent)
    const credential = { ...unnamed, userName }
    return finish(web, of, { kind, baseUrl, straight, protocol, credential }, back)
  })
}

async function finish(
  web: Web,
  ours: ConnectRoutes,
  of: Pick<Consent, 'kind' | 'baseUrl' | 'straight' | 'protocol'> & { readonly credential: Credential },
  back?: string,
): Promise<Response> {
  const connected = await connectApplication({ ...ours, ...of, world: web.var.world })
  const { id, name } = connected.application
  await record(web.var.world.store, whoOf(web), {
    action: connected.made ? 'Application connected' : 'Application connected again',
    subject: { kind: 'Application', id, name },
    after: {
      'Base URL': of.baseUrl,
      'Send people straight to sign-in': of.straight,
      'Sign-in by': of.protocol,
      'Account that we use there': of.credential.userName,
    },
  })
  const done = connected.made ? 'connected' : 'updated'
  return web.redirect(back ?? `${section}/${connected.application.id}?done=${done}`, 303)
}

/** What Bitbucket refuses stands at its field; the form is as it was. */
async function orElsePage(
  web: Web,
  form: ConnectForm & Partial<Filled>,
  work: () => Promise<Response>,
): Promise<Response> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof Problem) || !error.code.startsWith('application-')) throw error
    web.var.world.log.info({ code: error.code, facts: error.facts }, 'Bitbucket was not connected')
    return connectPage(web, form, [faultOf(error, form.way)])
  }
}

function connectPage(
  web: Web,
  form: ConnectForm & Partial<Filled>,
  errors: readonly FieldError[],
  found?: Tested,
): Response | Promise<Response> {
  const { label, words } = kinds[form.kind]
  const { clientSecret = '', password = '' } = form
  const kept = sealSecrets(web.var.world.seal, { clientSecret, password }, web.var.now)
  // The form ends, by a redirect, at the page of Bitbucket that asks.
  endsElsewhere(web)
  return web.html(
    <Shell web={web} title={`Connect ${label}`} current={section}>
      <ConnectPage
        label={label}
        words={words}
        form={form}
        kept={kept}
        holds={{ clientSecret: clientSecret !== '', password: password !== '' }}
        tested={found}
        errors={errors}
        csrf={csrfToken(web)}
        callback={callbackOf(web)}
      />
    </Shell>,
    errors.length > 0 ? 400 : 200,
  )
}

async function filledFrom(applications: Applications, application: Application): Promise<ConnectForm> {
  const secrets = await applications.secrets(application.id)
  const { kind, baseUrl, straight, protocol } = application
  const form = { ...unfilled, kind, baseUrl, straight, protocol, way: wayOf(secrets) }
  return 'link' in secrets
    ? { ...form, clientId: secrets.link.clientId }
    : { ...form, userName: secrets.userName }
}
