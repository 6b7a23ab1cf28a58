import { createServer } from 'node:http'
import { type Certificate, HTTP_REDIRECT, writeIdentityProviderMetadata } from '@postern/saml'
import type { Connection } from '../connections/connection.ts'
import type { TestHouse } from '../sign-in/test-house.ts'

const host = '127.0.0.1'
const location = 'https://login.example/saml2?tenant=1'

/** For tests: an identity provider's published metadata on a real port, which changes as told. */
export async function testPublisher(entityId: string, certificates: readonly Certificate[]) {
  const of = { entityId, certificates, location, status: 200, asked: 0, delay: 0 }
  const server = createServer((_request, response) => {
    of.asked += 1
    const { entityId: name, certificates: shown, location: at, status, delay } = of
    const xml = writeIdentityProviderMetadata({
      id: '_1',
      entityId: name,
      certificates: shown,
      location: at,
    })
    setTimeout(() => response.writeHead(status).end(xml), delay)
  })
  await new Promise<void>((resolve) => server.listen(0, host, resolve))
  const port = server.address()
  const address = `http://${host}:${port && typeof port === 'object' ? port.port : 0}/metadata`
  return Object.assign(of, {
    host,
    address,
    stop: () => server.close().closeAllConnections(),
  })
}

export type TestPublisher = Awaited<ReturnType<typeof testPublisher>>

/** For tests: a ready connection that follows a publisher of its own. */
export async function followedConnection(house: TestHouse, changes: Partial<Connection> = {}) {
  const publisher = await testPublisher(`https://sts.example/${house.world.random(4).toString('hex')}/`, [
    house.key.certificate,
  ])
  const connection = await house.connection({
    identityProvider: {
      entityId: publisher.entityId,
      singleSignOn: [{ binding: HTTP_REDIRECT, location }],
      certificates: [house.key.certificate],
      source: {
        from: 'address',
        address: publisher.address,
        confirmedHost: host,
        followed: true,
        readAt: house.clock.now,
      },
    },
    ...changes,
  })
  return { publisher, connection }
}
