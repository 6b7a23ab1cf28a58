import { csrfToken, readForm } from '@postern/kit/form'
import type { FieldError } from '@postern/kit/html'
import type { Env, Web } from '@postern/kit/http'
import { Hono } from 'hono'
import { attempt, fieldErrors, withQuery } from '../frame/index.ts'
import type { Pages, Person } from '../person/index.ts'
import { usualAddress } from './address.ts'
import { findAddOns, singleSignOn } from './catalogue.ts'
import { type AddOns, install, progressOf } from './install.ts'
import { InstallationPage } from './installation-page.tsx'
import { InstalledPage } from './installed-page.tsx'
import { MarketplacePage } from './marketplace-page.tsx'
import { page } from './page.tsx'
import { installationPath, installedPath, marketplacePath } from './paths.ts'
import { uninstallRoutes } from './uninstall-routes.tsx'

export interface AddOnsPages extends AddOns {
  readonly pages: Pages
  /** The SSO service that was started beside this host. */
  readonly startedService?: string | undefined
}

/** *Find new add-ons* and *User-installed add-ons*. They take a System Admin: an add-on is allowed as much. */
export function addOnsRoutes(of: AddOnsPages): Hono<Env> {
  const app = new Hono<Env>()
  marketplace(app, of)
  installed(app, of)
  app.route('/', uninstallRoutes(of))
  return app
}

function marketplace(app: Hono<Env>, of: AddOnsPages): void {
  const { pages } = of
  app.get(
    marketplacePath,
    pages.systemAdministrator((web, person) => {
      const address = usualAddress(web.var.world.settings.publicUrl, of.startedService)
      return showMarketplace(web, person, of, { searched: web.req.query('q') ?? '', address, errors: [] })
    }),
  )
  app.post(
    `${marketplacePath}/install`,
    pages.systemAdministrator(async (web, person) => {
      const form = await readForm(web)
      const address = form.text('address')
      const problem = await attempt(() => install(of, person, { key: singleSignOn.key, address }))
      if (!problem) return web.redirect(installationPath, 303)
      const errors = fieldErrors(problem, 'address')
      return showMarketplace(web, person, of, { searched: form.text('q'), address, errors })
    }),
  )
}

async function showMarketplace(
  web: Web,
  person: Person,
  of: AddOnsPages,
  shown: { readonly searched: string; readonly address: string; readonly errors: readonly FieldError[] },
) {
  const searched = shown.searched.trim().slice(0, 255)
  const props = { ...shown, searched, csrf: csrfToken(web), progress: await currentOf(of, web.var.now) }
  return page(
    web,
    person,
    { title: 'Find new add-ons', current: marketplacePath, failed: shown.errors.length > 0 },
    <MarketplacePage {...props} found={findAddOns(searched)} />,
  )
}

async function currentOf(of: AddOnsPages, now: number) {
  const installation = await of.installations.find(singleSignOn.key)
  return installation && progressOf(of, installation, now)
}

function installed(app: Hono<Env>, of: AddOnsPages): void {
  const { pages, installations, links } = of
  app.get(
    installedPath,
    pages.systemAdministrator(async (web, person) => {
      const progress = await currentOf(of, web.var.now)
      const done = web.req.query('done') === 'uninstalled' ? 'The add-on was uninstalled.' : undefined
      return page(
        web,
        person,
        { title: 'User-installed add-ons', current: installedPath, done },
        <InstalledPage installed={progress && { addOn: singleSignOn, progress }} />,
      )
    }),
  )
  app.get(
    installationPath,
    pages.systemAdministrator(async (web, person) => {
      const found = await installations.find(singleSignOn.key)
      if (!found) return web.redirect(withQuery(marketplacePath, { q: singleSignOn.name }), 302)
      const progress = await progressOf(of, found, web.var.now)
      const secret = progress.link && !progress.finished ? await links.secretOf(progress.link.id) : undefined
      const baseUrl = web.var.world.settings.publicUrl.origin
      return page(
        web,
        person,
        { title: 'Installation', current: marketplacePath },
        <InstallationPage addOn={singleSignOn} progress={progress} baseUrl={baseUrl} secret={secret} />,
      )
    }),
  )
}
