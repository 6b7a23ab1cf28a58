import { createServer, type Server } from 'node:http'
import { eachStore } from '@postern/kit/testing'
import { writeServiceProviderMetadata } from '@postern/saml'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type AdministratorBrowser, administratorOf } from '../administrators/test-administrator.ts'
import { locationOf } from '../sign-in/test-browser.ts'
import { type TestHouse, testHouse } from '../sign-in/test-house.ts'
import { fileOf, loginUrl, metadataOf } from './test-metadata.ts'
import { add } from './test-wizard.ts'

eachStore((_engine, open) => {
  let house: TestHouse
  let browser: AdministratorBrowser
  let at: string
  let step: string
  let publisher: Server
  let published: string
  beforeAll(async () => {
    house = await testHouse(await open())
    browser = await administratorOf(house)
    at = await add(browser)
    step = `${at}/setup/metadata-import`
    publisher = createServer((_, response) => response.end(metadataOf(house)))
    await new Promise<void>((resolve) => publisher.listen(0, '127.0.0.1', resolve))
    const address = publisher.address()
    published = `http://127.0.0.1:${address && typeof address === 'object' ? address.port : 0}/metadata`
  })
  afterAll(async () => {
    publisher.close().closeAllConnections()
    await house.stop()
  })

  const service = (entityId: string) =>
    writeServiceProviderMetadata({ id: '_1', entityId, assertionConsumerServiceUrl: entityId })
  const ourAddress = () =>
    house.connections.require(at.split('/').at(-1) ?? '').then(({ address }) => address)

  /** Metadata that nobody signed, without what is cut. */
  const bare = (cut: RegExp) =>
    metadataOf(house)
      .replace(/<(\w+:)?Signature[\s>].*?<\/(\w+:)?Signature>/s, '')
      .replaceAll(cut, '')

  function two(): string {
    const one = (entityId: string, id: string) =>
      metadataOf(house, entityId)
        .replace(/^<\?xml[^>]*\?>/, '')
        .replace(/<(\w+:)?Signature[\s>].*?<\/(\w+:)?Signature>/s, '')
        .replace('ID="_1"', `ID="${id}"`)
    return `<EntitiesDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata">${one('https://a.example/', '_2')}${one(
      'https://b.example/',
      '_3',
    )}</EntitiesDescriptor>`
  }

  async function refused(fields: Record<string, string>, files = {}): Promise<string> {
    const answer = await browser.submit(step, fields, files)
    const text = (await answer.text()).replaceAll(/<wbr ?\/?>/g, '')
    expect(answer.status).toBe(400)
    expect(text).toContain('One answer needs a change')
    expect((await house.connections.require(at.split('/').at(-1) ?? '')).identityProvider).toBeUndefined()
    return text
  }
  /** What stands beside the field, and not only in the summary. */
  const beside = (text: string, id: string) =>
    new RegExp(`<p[^>]*id="${id}-error"[^>]*>(.*?)</p>`, 's').exec(text)?.[1]?.replaceAll(/<[^>]+>/g, '') ??
    ''

  describe('a file that is none that can be used is answered at its field', () => {
    const cases: readonly (readonly [
      string,
      () => string | Uint8Array<ArrayBuffer> | Promise<string>,
      string,
    ])[] = [
      ['a web page', () => '<!DOCTYPE html><html></html>', 'This is a web page and no metadata'],
      ['a certificate', () => '-----BEGIN CERTIFICATE-----\nMII', 'This is a certificate or a key'],
      ['JSON', () => '{"issuer":"https://a.example"}', 'perhaps the configuration of OpenID Connect'],
      ['a Response', () => '<samlp:Response ID="_1"/>', 'This is a SAML Response, which signs a person in'],
      ['UTF-16', () => new Uint8Array(Buffer.from('\ufeff<a/>', 'utf16le')), 'save it there as UTF-8'],
      ['no XML at all', () => 'hello', 'The file cannot be read as metadata: something stands before'],
      [
        'another application’s',
        () => service('https://jira.example/'),
        'but an application: https://jira.example/',
      ],
      ['our own', async () => service(await ourAddress()), 'This is the metadata of this service itself'],
      [
        'that of another connection of ours',
        async () => service((await house.connection()).address),
        'This is the metadata of this service itself',
      ],
      [
        'two identity providers',
        two,
        'describes several identity providers: https://a.example/, https://b.example/',
      ],
      [
        'one without a certificate',
        () => bare(/<KeyDescriptor.*?<\/KeyDescriptor>/gs),
        'names no certificate',
      ],
      [
        'one without a sign-in',
        () => bare(/<SingleSignOnService[^>]*>/g),
        'offers no sign-in by HTTP-Redirect',
      ],
      [
        'one that was changed',
        () => metadataOf(house).replaceAll('microsoftonline', 'evil'),
        'compare the fingerprint',
      ],
      [
        'a sign-in at a script',
        () => bare(/<!--.*-->/g).replaceAll(loginUrl, 'javascript:1'),
        'is no https address',
      ],
      ['600 KB', () => 'x'.repeat(600_000), 'Metadata is at most 512 KB'],
      ['10 MB', () => 'x'.repeat(10_000_000), 'Metadata is at most 512 KB'],
      ['an empty file', () => '', 'Choose the metadata file that you downloaded.'],
    ]
    test.each(cases)('%s', async (_what, file, says) => {
      const text = await refused({ source: 'file' }, fileOf(await file()))
      expect(beside(text, 'file')).not.toBe('')
      expect(text).toContain(says)
    })

    test('none', async () => {
      expect(beside(await refused({ source: 'file' }), 'file')).toBe(
        'Choose the metadata file that you downloaded.',
      )
    })
  })

  test('pasted text stays as it was pasted', async () => {
    const text = await refused({ source: 'text', xml: '<html>&lt;</html>' })
    expect(beside(text, 'xml')).toContain('This is a web page')
    expect(text).toContain('&lt;html&gt;&amp;lt;&lt;/html&gt;</textarea>')
    expect(beside(await refused({ source: 'text', xml: ' ' }), 'xml')).toBe('Paste the whole metadata.')
  })

  test('an address stays as it was typed, and one inside the network asks for its host', async () => {
    const malformed = await refused({ source: 'address', address: 'contoso', host: 'x' })
    expect(beside(malformed, 'address')).toContain('Published URL is no web address.')
    expect(malformed).toContain('value="contoso"')
    // The choice and the field are called by names of their own.
    expect(malformed.match(/>Published URL</g)).toHaveLength(1)
    expect(beside(await refused({ source: 'address' }), 'address')).toContain('Enter the address')
    const inside = await refused({ source: 'address', address: published, host: 'localhost' })
    expect(beside(inside, 'host')).toContain(
      'If that is where your identity provider is, type 127.0.0.1 in Host.',
    )
    const read = await browser.submit(step, { source: 'address', address: published, host: '127.0.0.1' })
    expect(locationOf(read)).toBe(`${at}/setup/name-and-sso-location`)
    const { identityProvider } = await house.connections.require(at.split('/').at(-1) ?? '')
    expect(identityProvider?.source).toEqual({
      from: 'address',
      address: published,
      confirmedHost: '127.0.0.1',
      followed: true,
      readAt: house.clock.now,
    })
    const again = await browser.submit(step, { source: 'address', address: published })
    expect(locationOf(again)).toBe(`${at}/setup/name-and-sso-location`)
  })

  test('an expired certificate is imported, warned of, and believed only by its tick', async () => {
    const old = await add(browser)
    await browser.submit(`${old}/setup/metadata-import`, { source: 'file' }, fileOf(metadataOf(house)))
    const { now } = house.clock
    house.clock.now = house.key.certificate.notAfter + 86_400_000
    browser = await administratorOf(house, 'late')
    const verify = `${old}/setup/signature-verification`
    const text = await (await browser.get(verify)).text()
    expect(text).toContain('This certificate has expired.')
    expect(text).toContain('Tick it only if that cannot be done today.')
    const untouched = await browser.submit(verify, {})
    expect(beside(await untouched.text(), 'verified-1')).toBe(
      'Compare the certificate with the other screen, then tick that it is the same.',
    )
    const ticked = await browser.submit(verify, { verified: house.key.certificate.sha256 })
    expect(locationOf(ticked)).toBe(`${old}/setup/bitbucket-user-accounts`)
    house.clock.now = now
    browser = await administratorOf(house, 'again')
  })
})
