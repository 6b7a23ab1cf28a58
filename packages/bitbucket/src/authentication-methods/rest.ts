import type { Env, Web } from '@postern/kit/http'
import { Hono } from 'hono'
import type { Directory } from '../directory/index.ts'
import { type Calls, json, parameterInvalid, readBody } from '../rest/index.ts'
import { buttonOf, loginOptions, startPath } from './login-options.ts'
import { providerInvalid } from './problems.ts'
import type { ProviderSettings } from './provider.ts'
import type { Providers } from './providers.ts'
import { type SsoConfiguration, type SsoConfigurationStore, wireSso } from './sso-configuration.ts'
import { merge, toWire, type WireProvider, wireProvider } from './wire.ts'

export interface MethodsRest {
  readonly directory: Pick<Directory, 'users'>
  readonly calls: Calls
  readonly providers: Providers
  readonly sso: SsoConfigurationStore
  readonly publicUrl: URL
}

const base = '/rest/authconfig/:version{latest|1\\.0}'

/**
 * `/rest/authconfig` (bitbucket.md 1c): names with dashes, PATCH, `results` in the page, `{"message"}` on failure. It takes
 * SYS_ADMIN: who names the identity provider can come in as anybody, so that less would be a way up.
 */
export function methodsRest(of: MethodsRest): Hono<Env> {
  const app = new Hono<Env>()
  providerCalls(app, of)
  configurationCalls(app, of)
  return app
}

function providerCalls(app: Hono<Env>, { calls, providers }: MethodsRest): void {
  app.get(
    `${base}/idps`,
    calls.systemAdministrator(async (web) => results(web, (await providers.all()).map(toWire))),
  )
  app.post(
    `${base}/idps`,
    calls.systemAdministrator(async (web, caller) => {
      const wire = await readBody(web, wireProvider)
      if (typeof wire.id === 'number')
        throw parameterInvalid('id', 'The id must be null for a new identity provider.')
      requireKnownKind(wire, wire['sso-type'] ?? 'NONE')
      const made = await providers.create(caller, merge(wire), wire['client-secret'] ?? '')
      return json(web, toWire(made))
    }),
  )
  const one = `${base}/idps/:id{\\d{1,10}}`
  const id = (web: Web) => Number(web.req.param('id'))
  app.get(
    one,
    calls.systemAdministrator(async (web) => json(web, toWire(await providers.require(id(web))))),
  )
  app.patch(
    one,
    calls.systemAdministrator(async (web, caller) => {
      const wire = await readBody(web, wireProvider)
      const before = await providers.require(id(web))
      const settings = merge(wire, before)
      requireKnownKind(wire, wire['sso-type'] ?? 'OIDC')
      requireSameProtocol(before, settings)
      return json(web, toWire(await providers.update(caller, id(web), settings, wire['client-secret'] ?? '')))
    }),
  )
  app.delete(
    one,
    calls.systemAdministrator(async (web, caller) =>
      json(web, toWire(await providers.delete(caller, id(web)))),
    ),
  )
}

function requireKnownKind(wire: WireProvider, kind: string): void {
  if (kind === 'NONE') {
    const message = 'sso-type NONE signs nobody in: this host knows OIDC and SAML.'
    throw providerInvalid([{ field: 'sso-type', message }])
  }
  if (wire['idp-type'] === 'CROWD') {
    throw providerInvalid([{ field: 'idp-type', message: 'idp-type CROWD is not available on this host.' }])
  }
}

/** What is kept for one protocol says nothing in the other. */
function requireSameProtocol(before: ProviderSettings, after: ProviderSettings): void {
  if (before.protocol === after.protocol) return
  const message = 'sso-type cannot be changed: add another identity provider and delete this one.'
  throw providerInvalid([{ field: 'sso-type', message }])
}

function configurationCalls(
  app: Hono<Env>,
  { directory, calls, providers, sso, publicUrl }: MethodsRest,
): void {
  app.get(
    `${base}/jit-users`,
    calls.systemAdministrator(async (web) => {
      const made = await directory.users.madeJustInTime()
      return json(
        web,
        made.map(({ name, displayName, emailAddress }) => ({
          username: name,
          'display-name': displayName,
          email: emailAddress,
        })),
      )
    }),
  )
  app.get(
    `${base}/sso`,
    calls.systemAdministrator(async (web) => json(web, ssoEntity(await sso.get()))),
  )
  app.patch(
    `${base}/sso`,
    calls.systemAdministrator(async (web, caller) =>
      json(web, ssoEntity(await sso.change(caller, await readBody(web, wireSso)))),
    ),
  )
  app.get(
    `${base}/login-options`,
    calls.anybody(async (web) => {
      const options = loginOptions(await providers.enabled(), await sso.get())
      const buttons = options.providers.map((provider) => ({
        id: provider.id,
        type: 'IDP',
        buttonText: buttonOf(provider),
        loginLink: new URL(startPath(provider, '/'), publicUrl).href,
      }))
      return results(web, [...buttons, ...(options.form ? [{ type: 'LOGIN_FORM' }] : [])])
    }),
  )
}

const ssoEntity = ({ lastUpdated, ...settings }: SsoConfiguration) => ({
  ...settings,
  ...(lastUpdated === undefined ? {} : { 'last-updated': new Date(lastUpdated).toISOString() }),
})

const usualLimit = 50

/** The page of this family: `results`, 50 a page, `limit=-1` for all. */
function results(web: Web, all: readonly unknown[]): Response {
  const number = (name: string, otherwise: number) => {
    const text = web.req.query(name) ?? ''
    return /^-?\d{1,9}$/.test(text) ? Number(text) : otherwise
  }
  const start = Math.max(0, number('start', 0))
  const asked = number('limit', usualLimit)
  const limit = asked < 0 ? all.length : asked
  const values = all.slice(start, start + limit)
  return json(web, {
    results: values,
    size: values.length,
    start,
    limit,
    isLastPage: start + limit >= all.length,
  })
}
