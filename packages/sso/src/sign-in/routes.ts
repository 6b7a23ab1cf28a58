import type { Env } from '@postern/kit/http'
import { writeServiceProviderMetadata } from '@postern/saml'
import { Hono } from 'hono'
import { addressPath, logoutAddress } from '../connections/connection.ts'
import { waitingPath } from '../saml-provider/interaction.tsx'
import { openidAsker, samlAsker } from './askers.ts'
import { attempting } from './attempting.ts'
import { begin } from './begin.tsx'
import { complete } from './complete.ts'
import { guestRoutes } from './guest-routes.tsx'
import { interact } from './interaction.tsx'
import { know } from './know.ts'
import type { SignInPorts } from './ports.ts'
import { noteReached } from './reach.ts'
import { requireReady } from './ready.ts'
import { trialRoutes } from './trial-routes.tsx'
import { waitingRoutes } from './waiting-routes.tsx'
import { another } from './ways-on.ts'

export function signInRoutes(ports: SignInPorts): Hono<Env> {
  const app = new Hono<Env>()
  const address = addressPath(':id')
  app.get(address, (web) =>
    attempting({ web, activity: ports.activity, startedBy: 'address' }, async (record) => {
      const connection = await ports.connections.require(web.req.param('id') ?? '')
      await know(record, connection, ports)
      await noteReached(web, connection, ports)
      const ready = requireReady(connection)
      const loginHint = web.req.query('login_hint')
      const fresh = web.req.query(another) === 'yes'
      return begin(web, { connection: ready, returnTo: { to: 'entrance' }, loginHint, fresh, record }, ports)
    }),
  )
  app.post(address, (web) => complete(web, ports))
  app.get(`${address}/metadata`, async (web) => {
    const { id, address: entityId, choices } = await ports.connections.require(web.req.param('id') ?? '')
    const keys = choices.signsRequests ? await ports.requestKeys.list() : []
    const xml = writeServiceProviderMetadata({
      id: `_${id}`,
      entityId,
      assertionConsumerServiceUrl: entityId,
      singleLogoutLocation: logoutAddress({ id, address: entityId }),
      signingCertificates: keys.map(({ certificate }) => certificate),
      encryptionCertificates: keys.map(({ certificate }) => certificate),
    })
    return web.body(xml, 200, { 'content-type': 'application/samlmetadata+xml; charset=utf-8' })
  })
  app.route('/', trialRoutes(ports))
  app.route('/', guestRoutes(ports))
  app.route('/', waitingRoutes(ports))
  app.get('/sign-in/:uid', (web) => interact(web, openidAsker, ports))
  app.get(`${waitingPath}/:id`, (web) => interact(web, samlAsker, ports))
  return app
}
