import { Head, Part, Stack } from '@postern/kit/html'
import type { Env } from '@postern/kit/http'
import { Hono } from 'hono'
import { AdminFrame, adminGroupsFor } from '../frame/index.ts'
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
          {adminGroupsFor(person.permission).map(({ title, items }) => (
            <Part title={title}>
              <Stack>
                {items.map(({ label, href, about }) => (
                  <div>
                    <a href={href}>{label}</a>
                    <p class="quiet">{about}</p>
                  </div>
                ))}
              </Stack>
            </Part>
          ))}
        </AdminFrame>,
      ),
    ),
  )
  return app
}
