import { createServer, type RequestListener, type Server } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { Problem } from '@postern/saml'
import { afterAll, expect, test } from 'vitest'
import { testSigningKey } from '../sign-in/test-signing-key.ts'
import { type FetchOptions, fetchMetadata, largestMetadata } from './fetch-metadata.ts'

const host = '127.0.0.1'
const servers: Server[] = []
afterAll(() => {
  for (const server of servers) server.close().closeAllConnections()
})

async function listen(server: Server): Promise<number> {
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, host, resolve))
  return (server.address() as AddressInfo).port
}

/** The address of a new server that answers so. */
async function published(answer: RequestListener): Promise<string> {
  return `http://${host}:${await listen(createServer(answer))}/metadata.xml`
}

const confirmed: FetchOptions = { confirmedHost: host }

async function refusal(address: string, options: FetchOptions = confirmed): Promise<string> {
  try {
    await fetchMetadata(address, options)
  } catch (thrown) {
    if (thrown instanceof Problem) return `${thrown.code}: ${thrown.message} ${thrown.remedy}`
    throw thrown
  }
  return 'none'
}

test('reads what is published, without cookies, by one look-up of the name', async () => {
  const asked: string[] = []
  const address = await published((request, response) => {
    asked.push(`${request.headers.host?.split(':')[0]} ${request.headers.cookie} ${request.url}`)
    response.end('<a/>')
  })
  const named = address.replace(host, 'idp.contoso.example')
  const lookedUp: string[] = []
  const resolve = async (name: string) => {
    lookedUp.push(name)
    return [host]
  }
  const read = await fetchMetadata(named, { confirmedHost: 'IDP.contoso.example', resolve })
  expect(Buffer.from(read).toString()).toBe('<a/>')
  expect(asked).toEqual(['idp.contoso.example undefined /metadata.xml'])
  expect(lookedUp).toEqual(['idp.contoso.example'])
})

test.each([
  'contoso',
  'ftp://contoso.example/',
  'file:///etc/passwd',
  'https://user:password@contoso.example/',
  'javascript:alert(1)',
])('%s is no address that is fetched', async (address) => {
  expect(await refusal(address)).toMatch(/^address-malformed: .* Enter it whole, from https:\/\/ on/)
})

test.each([
  ['https://127.0.0.1/', '127.0.0.1'],
  ['https://[::1]/', '::1'],
  ['https://2130706433/', '127.0.0.1'],
  ['https://169.254.169.254/latest/', '169.254.169.254'],
  ['https://10.0.0.8/', '10.0.0.8'],
  ['https://[::ffff:10.0.0.8]/', '::ffff:a00:8'],
])('%s is confirmed by its host first', async (address, shown) => {
  const said = await refusal(address, { confirmedHost: 'another.example' })
  expect(said).toContain('address-not-confirmed')
  expect(said).toContain(`type ${shown} in Host.`)
})

test('a public name that leads to a private address, if only by one of its addresses, is not fetched', async () => {
  const resolve = async () => ['203.0.114.1', '192.168.1.1']
  const said = await refusal('https://idp.contoso.example/', { confirmedHost: '', resolve })
  expect(said).toMatch(/^address-not-confirmed: idp\.contoso\.example is not on the internet/)
})

test.each(['8.8.8.8', '10.0.0.8'])('plain http to %s is not read, whatever is confirmed', async (address) => {
  const options = { confirmedHost: 'idp.contoso.example', resolve: async () => [address] }
  expect(await refusal('http://idp.contoso.example/', options)).toMatch(
    /^address-not-https: .* Use the address that begins with https:\/\//,
  )
})

test('a name that nobody has is told', async () => {
  const said = await refusal('https://nobody.invalid/', { confirmedHost: '' })
  expect(said).toMatch(/^address-unknown: There is no host called nobody\.invalid\. Correct Published URL/)
})

test('where nobody listens', async () => {
  const port = await listen(createServer())
  await new Promise((resolve) => servers.pop()?.close(resolve))
  expect(await refusal(`http://${host}:${port}/`)).toContain('nothing listens there (connection refused)')
})

test('where TLS is not spoken, or with a certificate of nobody', async () => {
  const plain = await published((_, response) => response.end())
  expect(await refusal(plain.replace('http:', 'https:'))).toContain('it does not speak TLS there')
  const { certificate, privateKey } = testSigningKey('nobody', Date.now() - 60_000)
  const tls = createTlsServer({
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }),
    cert: `-----BEGIN CERTIFICATE-----\n${Buffer.from(certificate.der).toString('base64')}\n-----END CERTIFICATE-----`,
  })
  const said = await refusal(`https://${host}:${await listen(tls)}/`)
  expect(said).toContain('its TLS certificate is not one that this server trusts')
})

test('what is not found, and what is no answer', async () => {
  const missing = await published((_, response) => response.writeHead(404).end('<html>'))
  expect(await refusal(missing)).toContain('answered with status 404 instead of the metadata')
  const broken = await published((request) => request.socket.destroy())
  expect(await refusal(broken)).toContain('address-unreachable')
})

test('a redirect on the same host is followed, three times at most', async () => {
  const address = await published((request, response) => {
    const left = Number(new URL(request.url ?? '', 'http://a').searchParams.get('left') ?? 3)
    if (left > 0) response.writeHead(302, { location: `?left=${left - 1}` })
    response.end('<a/>')
  })
  expect(await refusal(address)).toBe('none')
  expect(await refusal(`${address}?left=4`)).toContain('address-redirects')
})

test('a redirect to another host or port is not followed', async () => {
  let reached = 0
  const inside = await published((_, response) => response.end(String(reached++)))
  for (const location of [inside, inside.replace(host, 'localhost'), 'http://169.254.169.254/', '//[']) {
    const address = await published((_, response) => response.writeHead(302, { location }).end())
    const said = await refusal(address)
    expect(said).toContain(`sends on to ${location}, which is another place`)
    expect(said).toContain('If you trust that place, enter its address as Published URL')
  }
  expect(reached).toBe(0)
})

test('more than 512 KB is not read to its end', async () => {
  const large = await published((_, response) => response.end(Buffer.alloc(largestMetadata + 1, 'x')))
  expect(await refusal(large)).toContain('sends more than 512 KB')
  const exact = await published((_, response) => response.end(Buffer.alloc(largestMetadata, 'x')))
  expect(await refusal(exact)).toBe('none')
})

test('an answer, or a name server, that takes too long is left', async () => {
  const slow = await published((_, response) => response.write('<'))
  const options = { ...confirmed, seconds: 0.2 }
  expect(await refusal(slow, options)).toContain('did not send its metadata within 0.2 seconds')
  const resolve = () => new Promise<never>(() => undefined)
  expect(await refusal('https://a.example/', { ...options, resolve })).toContain('address-slow')
})
