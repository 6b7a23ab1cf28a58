import { Head, Part, Stack } from '@postern/kit/html'
import type { Env } from '@postern/kit/http'
import { Hono } from 'hono'
import { includes } from '../directory/index.ts'
import { AdminFrame, adminPages } from '../frame/index.ts'
import type { Pages } from '../person/index.ts'

/** The page behind the settings icon. */
export function administrationRoutes({ pages }: { pages: Pages }): Hono<Env> {
  const app = new Hono<Env>()
  app.get(
    '/admin',
    pages.administrator((web, person) =>
      web.html(
        <AdminFrame web={web} person={person} title="Administration" current="/admin">
          <Head title="Administration" />
          <Part title="Accounts">
            <Stack>
              {adminPages
                .filter(({ needs }) => includes(person.permission, needs))
                .map(({ label, href, about }) => (
                  <div>
                    <a href={href}>{label}</a>
                    <p class="quiet">{about}</p>
                  </div>
                ))}
            </Stack>
          </Part>
        </AdminFrame>,
      ),
    ),
  )
  return app
}
