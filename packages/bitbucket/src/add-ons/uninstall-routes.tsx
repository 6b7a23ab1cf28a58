import { csrfToken, readForm } from '@postern/kit/form'
import { Head, Lose } from '@postern/kit/html'
import type { Env } from '@postern/kit/http'
import { Hono } from 'hono'
import { AdminFrame } from '../frame/index.ts'
import type { Pages } from '../person/index.ts'
import { singleSignOn } from './catalogue.ts'
import { type AddOns, type Progress, progressOf, uninstall } from './install.ts'
import { installedPath, uninstallPath } from './paths.ts'

/** Asks on a page of its own, naming what is lost, then takes all of it back. */
export function uninstallRoutes(of: AddOns & { readonly pages: Pages }): Hono<Env> {
  const app = new Hono<Env>()
  app.get(
    uninstallPath,
    of.pages.systemAdministrator(async (web, person) => {
      const found = await of.installations.require(singleSignOn.key)
      const title = `Uninstall ${singleSignOn.name}?`
      return web.html(
        <AdminFrame web={web} person={person} title={title} current={installedPath}>
          <Head title={title} crumbs={[{ label: 'User-installed add-ons', href: installedPath }]} />
          <Lose
            title={singleSignOn.name}
            lead="Accounts, their groups and their passwords stay."
            lost={lostWith(await progressOf(of, found, web.var.now))}
            action={uninstallPath}
            csrf={csrfToken(web)}
            button={`Uninstall ${singleSignOn.name}`}
            keep={{ href: installedPath, label: 'Keep it' }}
          />
        </AdminFrame>,
      )
    }),
  )
  app.post(
    uninstallPath,
    of.pages.systemAdministrator(async (web, person) => {
      await readForm(web)
      await uninstall(of, person, await of.installations.require(singleSignOn.key))
      return web.redirect(`${installedPath}?done=uninstalled`, 303)
    }),
  )
  return app
}

function lostWith({ link, granted, registered, installation }: Progress): readonly string[] {
  return [
    registered
      ? `Log-in through ${registered.name}: it is taken out of Authentication methods, and Bitbucket’s own log-in form is shown again. Who has no password in Bitbucket cannot log in.`
      : 'Nothing of log-in: it is not registered under Authentication methods.',
    ...(link ? [`The application link ${link.name}, with its Client ID and Client secret.`] : []),
    ...(granted ? ['What you allowed it: it can no longer read or create users.'] : []),
    `What the SSO service knows of this Bitbucket stays at ${installation.address}: disconnect it there too.`,
  ]
}
