import { type Page, Visitor } from 'postern/sandbox'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { bSimon } from './doors.ts'
import { accountOf, type House, startHouse } from './house.ts'

/*
 * What an administrator of the identity provider can choose about signatures and encryption, each with a sign-in of a person
 * through the SSO service into Bitbucket. Over HTTP: nothing of it depends on a browser. Roll-over has a file of its own.
 */
describe('a sign-in through the SSO service', () => {
  let house: House
  let directory: Visitor
  let console: Visitor
  let application: string
  let connection: string
  let address: string

  beforeAll(async () => {
    house = await startHouse()
    directory = new Visitor(house.identityProvider)
    await directory.send('sign in', '/sign-in', { ...accountOf(house, 'identity-provider', 'administrator') })
    const list = await directory.get('/admin/enterprise-applications')
    application = /\/admin\/enterprise-applications\/[0-9a-f-]{36}/.exec(list.text)?.[0] ?? ''
    console = new Visitor(house.sso)
    await console.send('sign in', '/admin/sign-in', { ...accountOf(house, 'sso', 'administrator') })
    const connections = await console.get('/admin/connections')
    const id = /\/admin\/connections\/([\w-]+)"/.exec(connections.text)?.[1] ?? ''
    connection = `/admin/connections/${id}`
    address = `${house.sso}/plugins/servlet/no.kantega.saml/sp/${id}/login`
  })
  afterAll(() => house?.leave())

  /** A person who was never here before, from the connection's address on: the answer, and where it led. */
  async function signIn(): Promise<{ response: string; end: Page }> {
    const person = new Visitor(house.sso)
    const door = await person.get(address)
    const request = door.url.searchParams.get('request') ?? ''
    const { userName, password } = bSimon(house)
    const answered = await person.send('password', door.url.href, { userName, password, request }, '/sign-in')
    const field = /name="SAMLResponse" value="([^"]+)"/.exec(answered.text)?.[1]
    if (field === undefined) throw new Error(`no answer: ${answered.text.replace(/<[^>]+>/g, ' ')}`)
    const relayState = /name="RelayState" value="([^"]*)"/.exec(answered.text)?.[1]
    const fields = { SAMLResponse: field, ...(relayState === undefined ? {} : { RelayState: relayState }) }
    const end = await person.post(new URL(address), fields)
    return { response: Buffer.from(field, 'base64').toString(), end }
  }
  const isIn = ({ end }: { end: Page }) => {
    expect(end.text.replace(/<[^>]+>/g, ' ')).toContain('B.Simon')
    expect(end.url.origin).toBe(new URL(house.bitbucket).origin)
  }
  const choose = (page: string, fields: Readonly<Record<string, string>>) =>
    directory.send(page, `${application}/${page}`, fields)
  /** Settings of the connection; those that can be ticked and are not named are not ticked. */
  async function saveSettings(of: Readonly<Record<string, string>>): Promise<void> {
    const settings = `${connection}/settings`
    const { text } = await console.get(settings)
    const chosen = /<option value="([^"]+)" selected/.exec(text)?.[1] ?? ''
    const fields = { application: chosen, clockSkewSeconds: '180', unsolicited: 'yes', ...of }
    await console.send('save the settings', settings, fields)
  }
  /** The certificate of the SSO service's own key, which is made when the connection is told to sign. */
  async function ownCertificate(): Promise<string> {
    await saveSettings({ signsRequests: 'yes' })
    const keys = await console.get('/admin/request-signing')
    const path = /\/admin\/request-signing\/[0-9a-f]{16}\/certificate/.exec(keys.text)?.[0] ?? ''
    return (await console.get(path)).text
  }

  const signed = {
    assertion: /<Assertion[^>]*><Issuer>[^<]*<\/Issuer><Signature/,
    response: /<samlp:Response[^>]*><Issuer[^>]*>[^<]*<\/Issuer><Signature/,
  }
  const options = [
    ['assertion', [true, false]],
    ['response', [false, true]],
    ['both', [true, true]],
  ] as const
  const sign = (option: string, algorithm: string) =>
    choose('single-sign-on/signing-certificates', { option, algorithm, notified: '' })
  const isSigned = (response: string) => [signed.assertion.test(response), signed.response.test(response)]
  const algorithmsIn = (response: string) => [
    ...new Set(
      [...response.matchAll(/SignatureMethod Algorithm="[^"#]*#([^"]*)"/g)].map(([, algorithm]) => algorithm),
    ),
  ]

  test.each(options)('with Signing Option %s and SHA-256', async (option, parts) => {
    await sign(option, 'rsa-sha256')
    const came = await signIn()
    expect(isSigned(came.response)).toEqual(parts)
    expect(algorithmsIn(came.response)).toEqual(['rsa-sha256'])
    isIn(came)
  })

  test.each(options)(
    'with Signing Option %s and SHA-1 it is refused until the connection accepts it',
    async (option, parts) => {
      await sign(option, 'rsa-sha1')
      const { end } = await signIn()
      expect(end.url.origin).toBe(new URL(house.sso).origin)
      expect(end.status).toBe(403)
      await saveSettings({ legacy: 'sha1' })
      const came = await signIn()
      expect(isSigned(came.response)).toEqual(parts)
      expect(algorithmsIn(came.response)).toEqual(['rsa-sha1'])
      isIn(came)
      await saveSettings({})
      await sign('assertion', 'rsa-sha256')
    },
  )

  test('with requests that must be signed, by the key of the SSO service', async () => {
    const page = 'single-sign-on/verification-certificates'
    const pasted = await ownCertificate()
    expect(pasted).toContain('BEGIN CERTIFICATE')
    await directory.send('upload', `${application}/${page}`, { pasted }, `${application}/${page}/upload`)
    await choose(page, { required: 'yes' })
    isIn(await signIn())
    const unsigned = await new Visitor(house.identityProvider).get(
      (await fetch(address, { redirect: 'manual' })).headers.get('location')?.replace(/&SigAlg=.*/, '') ?? '',
    )
    expect(unsigned.text).toContain('AADSTS76021')
    await choose(page, { required: 'no' })
  })

  test('with an assertion that only the SSO service can read', async () => {
    const page = `${application}/token-encryption`
    await directory.send('import', page, { pasted: await ownCertificate() }, `${page}/upload`)
    const { text } = await directory.get(page)
    const activate = /\/admin\/[^"]*\/token-encryption\/[0-9a-f-]{36}\/activate/.exec(text)?.[0] ?? ''
    await directory.send('activate', activate, {})
    for (const option of ['assertion', 'response', 'both']) {
      await sign(option, 'rsa-sha256')
      const came = await signIn()
      expect(came.response).toContain('<EncryptedAssertion')
      expect(came.response).not.toContain(bSimon(house).userName)
      isIn(came)
    }
  })
})
