import { createServer } from 'node:http'
import { freePort } from '@postern/kit/testing'

export interface Service {
  readonly address: string
  stop(): Promise<void>
}

/** What an installation asks of the SSO service: which issuer it is; `issuer` where it is to say another. */
export async function startService(issuer?: string): Promise<Service> {
  const port = await freePort()
  const address = `http://127.0.0.1:${port}`
  const server = createServer((request, response) => {
    const known = request.url === '/openid/.well-known/openid-configuration'
    const document = { issuer: issuer ?? `${address}/openid` }
    response.writeHead(known ? 200 : 404, { 'content-type': 'application/json' })
    response.end(JSON.stringify(known ? document : {}))
  })
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  return {
    address,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
