import { csrfToken, type Form, readForm } from '@postern/kit/form'
import { type FieldError, Head, Lose } from '@postern/kit/html'
import type { Env, Web } from '@postern/kit/http'
import { Hono } from 'hono'
import { AdminFrame, attempt, fieldErrors } from '../frame/index.ts'
import type { Pages, Person } from '../person/index.ts'
import { MethodsPage, methodsPath } from './page.tsx'
import { defaults, type ProviderSettings } from './provider.ts'
import { ProviderPage } from './provider-page.tsx'
import type { Providers } from './providers.ts'
import type { SsoConfigurationStore } from './sso-configuration.ts'

export interface MethodsPages {
  readonly pages: Pages
  readonly providers: Providers
  readonly sso: SsoConfigurationStore
}

const doneWords: Readonly<Record<string, string>> = {
  added: 'The identity provider was added.',
  saved: 'The changes were saved.',
  deleted: 'The identity provider was deleted.',
}

/** *Administration* → *Authentication methods*. */
export function methodsRoutes(of: MethodsPages): Hono<Env> {
  const app = new Hono<Env>()
  overview(app, of)
  editing(app, of)
  deletion(app, of)
  return app
}

function overview(app: Hono<Env>, { pages, providers, sso }: MethodsPages): void {
  app.get(
    methodsPath,
    pages.systemAdministrator(async (web, person) => {
      const [all, configuration] = [await providers.all(), await sso.get()]
      return web.html(
        <AdminFrame
          web={web}
          person={person}
          title="Authentication methods"
          current={methodsPath}
          done={doneWords[web.req.query('done') ?? '']}
        >
          <MethodsPage csrf={csrfToken(web)} providers={all} configuration={configuration} />
        </AdminFrame>,
      )
    }),
  )
  app.post(
    `${methodsPath}/options`,
    pages.systemAdministrator(async (web, person) => {
      const form = await readForm(web)
      const chosen = (name: string) => form.text(name) === 'yes'
      await sso.change(person, {
        'show-login-form': chosen('show-login-form'),
        'enable-authentication-fallback': chosen('enable-authentication-fallback'),
      })
      return web.redirect(`${methodsPath}?done=saved`, 303)
    }),
  )
}

interface Shown {
  readonly id?: number
  readonly settings: ProviderSettings
  readonly errors: readonly FieldError[]
}

function show(web: Web, person: Person, { id, settings, errors }: Shown) {
  const title = id === undefined ? 'Add identity provider' : settings.name
  return web.html(
    <AdminFrame web={web} person={person} title={title} current={methodsPath}>
      <ProviderPage
        csrf={csrfToken(web)}
        publicUrl={web.var.world.settings.publicUrl}
        id={id}
        settings={settings}
        errors={errors}
      />
    </AdminFrame>,
    errors.length > 0 ? 400 : 200,
  )
}

const one = `${methodsPath}/:id{\\d{1,10}}`
const idOf = (web: Web) => Number(web.req.param('id'))

function editing(app: Hono<Env>, { pages, providers }: MethodsPages): void {
  app.get(
    `${methodsPath}/new`,
    pages.systemAdministrator((web, person) =>
      show(web, person, { settings: emptyOf(web.req.query('type') ?? ''), errors: [] }),
    ),
  )
  app.get(
    one,
    pages.systemAdministrator(async (web, person) =>
      show(web, person, { id: idOf(web), settings: await providers.require(idOf(web)), errors: [] }),
    ),
  )
  app.post(
    `${methodsPath}/new`,
    pages.systemAdministrator(async (web, person) => {
      const form = await readForm(web)
      const settings = settingsIn(form, emptyOf(form.text('type')))
      const problem = await attempt(() => providers.create(person, settings, form.text('client-secret')))
      if (problem) return show(web, person, { settings, errors: fieldErrors(problem, 'name') })
      return web.redirect(`${methodsPath}?done=added`, 303)
    }),
  )
  app.post(
    one,
    pages.systemAdministrator(async (web, person) => {
      const form = await readForm(web)
      const id = idOf(web)
      const settings = settingsIn(form, await providers.require(id))
      const problem = await attempt(() => providers.update(person, id, settings, form.text('client-secret')))
      if (problem) return show(web, person, { id, settings, errors: fieldErrors(problem, 'name') })
      return web.redirect(`${methodsPath}?done=saved`, 303)
    }),
  )
}

const emptyOf = (type: string): ProviderSettings => ({
  ...defaults,
  protocol: type === 'saml' ? 'saml' : 'openid',
})

/** `before` with what the form says; what has no field there is kept. */
const wordsIn = (text: string): readonly string[] => text.split(/[\s,]+/).filter((word) => word !== '')

function jitIn(form: Form): ProviderSettings['jit'] {
  const text = (name: string) => form.text(name).trim()
  return {
    userProvisioningEnabled: text('user-provisioning-enabled') === 'yes',
    mappingDisplayName: text('mapping-display-name'),
    mappingEmail: text('mapping-email'),
    mappingGroups: text('mapping-groups'),
    additionalOpenidScopes: wordsIn(text('additional-openid-scopes')),
  }
}

function settingsIn(form: Form, before: ProviderSettings): ProviderSettings {
  const text = (name: string) => form.text(name).trim()
  const both = {
    ...before,
    name: text('name'),
    enabled: form.text('enabled') === 'yes',
    buttonText: text('buttonText'),
    jit: jitIn(form),
  }
  if (before.protocol === 'saml')
    return {
      ...both,
      issuerUrl: text('sso-issuer'),
      ssoUrl: text('sso-url'),
      certificate: text('certificate'),
      usernameAttribute: text('username-attribute'),
    }
  return {
    ...both,
    issuerUrl: text('issuer-url'),
    clientId: text('client-id'),
    usernameClaim: text('username-claim'),
    additionalScopes: wordsIn(text('additional-scopes')),
    discoveryEnabled: form.text('discovery-enabled') === 'yes',
    authorizationEndpoint: text('authorization-endpoint'),
    tokenEndpoint: text('token-endpoint'),
    userinfoEndpoint: text('userinfo-endpoint'),
  }
}

const lostWith = { openid: 'Its client ID and secret', saml: 'Its issuer, address and certificate' } as const

function deletion(app: Hono<Env>, { pages, providers }: MethodsPages): void {
  app.get(
    `${one}/delete`,
    pages.systemAdministrator(async (web, person) => {
      const { id, name, protocol } = await providers.require(idOf(web))
      const title = `Delete ${name}?`
      return web.html(
        <AdminFrame web={web} person={person} title={title} current={methodsPath}>
          <Head title={title} crumbs={[{ label: 'Authentication methods', href: methodsPath }]} />
          <Lose
            title={name}
            lead="The accounts of people stay."
            lost={['Logging in through it', lostWith[protocol]]}
            action={`${methodsPath}/${id}/delete`}
            csrf={csrfToken(web)}
            button={`Delete ${name}`}
            keep={{ href: `${methodsPath}/${id}`, label: `Keep ${name}` }}
          />
        </AdminFrame>,
      )
    }),
  )
  app.post(
    `${one}/delete`,
    pages.systemAdministrator(async (web, person) => {
      await readForm(web)
      await providers.delete(person, idOf(web))
      return web.redirect(`${methodsPath}?done=deleted`, 303)
    }),
  )
}
