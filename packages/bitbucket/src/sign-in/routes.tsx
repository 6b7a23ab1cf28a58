import { csrfToken, readForm } from '@postern/kit/form'
import { type Env, readOctets, type Web } from '@postern/kit/http'
import { Hono } from 'hono'
import {
  loginOptions,
  originsOf,
  type Providers,
  type SsoConfigurationStore,
  startPath,
} from '../authentication-methods/index.ts'
import { type Credentials, enter, localPath, originOf, type People, personOf } from '../person/index.ts'
import { LogoutPage } from './logout-page.tsx'
import { LoginPage, type LoginPageProps } from './page.tsx'
import { signInProblem } from './problems.ts'

export interface SignIn {
  readonly people: People
  readonly credentials: Credentials
  readonly providers: Providers
  readonly sso: SsoConfigurationStore
}

const largestForm = 16_384

/** Logging in and out with the addresses and field names of Bitbucket (bitbucket.md 1b). */
export function signInRoutes(of: SignIn): Hono<Env> {
  const app = new Hono<Env>()
  app.get('/login', (web) => showLogin(web, of))
  app.post('/j_atl_security_check', (web) => checkPassword(web, of))
  app.post('/login', (web) => checkPassword(web, of))
  for (const path of ['/logout', '/j_atl_security_logout']) {
    app.get(path, (web) => leave(web, of))
    app.post(path, async (web) => {
      await readForm(web)
      return loggedOut(web, of)
    })
  }
  return app
}

async function showLogin(web: Web, of: SignIn): Promise<Response> {
  const next = localPath(web.req.query('next'), web.var.world.settings.publicUrl)
  const asked = new URL(web.req.url).searchParams
  const options = await optionsFor(of, asked.has('auth_fallback'))
  // With the form asked for by name, somebody who is logged in can log in as somebody else: as one with a password.
  const another = asked.has('auth_fallback') && options.form
  if (!another && (await personOf(web, of.people))) return web.redirect(next, 302)
  const [only, ...others] = options.providers
  // Not after leaving or failing: the identity provider would let the same person in again, or fail again, in a circle.
  const straight = !asked.has('logout') && !asked.has('failed') && !options.form && others.length === 0
  if (only && straight) return web.redirect(startPath(only, next), 302)
  return page(web, { options, next, loggedOut: asked.has('logout') })
}

async function optionsFor(of: SignIn, fallback: boolean) {
  const configuration = await of.sso.get()
  const options = loginOptions(await of.providers.enabled(), configuration)
  return { ...options, form: options.form || (fallback && configuration['enable-authentication-fallback']) }
}

function page(web: Web, props: Omit<LoginPageProps, 'host'>, status: 200 | 429 = 200) {
  return web.html(<LoginPage {...props} host={web.var.world.settings.publicUrl.host} />, status)
}

/**
 * The form has no token, since scripts post to it with none. So that another site cannot log a person in as somebody else,
 * a browser that says where the form came from (Sec-Fetch-Site, else Origin; all of today's send one) must name this site.
 */
function requireOwnPage(web: Web): void {
  const site = web.req.header('sec-fetch-site')
  const origin = web.req.header('origin')
  const own =
    site === undefined
      ? origin === undefined || origin === web.var.world.settings.publicUrl.origin
      : site === 'same-origin' || site === 'none'
  if (!own) throw signInProblem('login-from-elsewhere', {})
}

async function checkPassword(web: Web, of: SignIn): Promise<Response> {
  requireOwnPage(web)
  const fields = new URLSearchParams(Buffer.from(await readOctets(web, largestForm)).toString('utf8'))
  const username = fields.get('j_username') ?? ''
  const next = localPath(fields.get('next') ?? undefined, web.var.world.settings.publicUrl)
  const options = { ...(await optionsFor(of, false)), form: true }
  const again = (failed: string, status: 200 | 429 = 200) =>
    page(web, { options, next, username, failed }, status)
  const checked = await of.credentials.check(originOf(web), username, fields.get('j_password') ?? '')
  if (checked.outcome === 'wrong') return again('Invalid username or password.')
  if (checked.outcome === 'limited') {
    const minutes = Math.ceil((checked.until - web.var.now) / 60_000)
    return again(`Too many failed attempts. Wait ${minutes === 1 ? 'a minute' : `${minutes} minutes`}.`, 429)
  }
  if ((await of.people.directory.permissions.of(checked.user)) === undefined) {
    return again('You are not permitted to log in: an administrator must grant you Bitbucket User first.')
  }
  await enter(web, of.people, checked.user, { by: 'password' })
  return web.redirect(next, 302)
}

/**
 * Scripts log out with a GET, and so does an identity provider that people come by, at the end of a single logout. Where a
 * browser says that any other site led here, the person is asked first; Bitbucket itself is not known to ask.
 */
async function leave(web: Web, of: SignIn): Promise<Response> {
  const site = web.req.header('sec-fetch-site') ?? 'none'
  if (site === 'none' || site === 'same-origin' || (await fromProvider(web, of))) return loggedOut(web, of)
  const { host } = web.var.world.settings.publicUrl
  return web.html(<LogoutPage host={host} csrf={csrfToken(web)} />)
}

async function fromProvider(web: Web, of: SignIn): Promise<boolean> {
  const from = web.req.header('referer') ?? ''
  if (!URL.canParse(from)) return false
  const { origin } = new URL(from)
  return (await of.providers.enabled()).some((provider) => originsOf(provider).includes(origin))
}

async function loggedOut(web: Web, of: SignIn): Promise<Response> {
  await of.people.sessions.close(web)
  return web.redirect('/login?logout', 303)
}
