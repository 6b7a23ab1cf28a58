import { randomBytes } from 'node:crypto'
import { eachStore } from '@postern/kit/testing'
import {
  type NameId,
  readCertificate,
  readLogoutRequest,
  readLogoutResponse,
  readRedirect,
  readSigningKey,
  redirectUrl,
  verifyRedirect,
  writeLogoutRequest,
} from '@postern/saml'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeSigningCertificate } from '../certificates/make-signing-certificate.ts'
import type { Browser, Page } from '../testing/browser.ts'
import {
  addApplication,
  addOwnApplication,
  addUser,
  administratorOf,
  assign,
  configure,
  readAnswer,
  signIn,
  simon,
  spAddress,
} from '../testing/directory.ts'
import { type Running, run } from '../testing/running.ts'

const wiki = 'https://wiki.example/saml'
/** Of an application that nobody opens. */
const aloof = 'https://aloof.example/saml'

eachStore((_engine, open) => {
  describe('single logout', () => {
    let running: Running
    let admin: Browser
    let first: string
    let second: string
    beforeAll(async () => {
      running = await run(await open())
      admin = await administratorOf(running)
      const user = await addUser(admin, simon)
      first = await addApplication(admin, '')
      second = await addOwnApplication(admin, 'Wiki')
      await setLogoutUrl(first, spAddress, `${spAddress}/out?a=b`)
      await setLogoutUrl(second, wiki, `${wiki}/out`)
      for (const id of [first, second]) await assign(admin, id, user)
      const third = await addOwnApplication(admin, 'Aloof')
      await setLogoutUrl(third, aloof, `${aloof}/out`)
    })
    afterAll(() => running.stop())

    const setLogoutUrl = (id: string, address: string, logoutUrl: string) =>
      configure(admin, id, { identifier: address, replyUrl: address, signOnUrl: '', logoutUrl })

    /** Signs in, and opens both applications; what each was told. */
    async function inBoth() {
      const browser = running.browser()
      await signIn(browser, simon)
      const told = []
      for (const id of [first, second]) {
        running.wait(1)
        const page = await browser.get(`/my-apps/launch/${id}`)
        const { assertion } = (await readAnswer(admin, id, page)).value
        told.push({
          nameId: assertion.nameId,
          sessionIndex: assertion.authnStatements[0]?.sessionIndex ?? '',
        })
      }
      return { browser, told }
    }
    const logoutUrl = (of: { issuer?: string; nameId?: NameId; sessionIndexes?: readonly string[] } = {}) => {
      const location = `${running.origin}/${running.tenant.id}/saml2`
      const samlRequest = writeLogoutRequest({
        id: `_${randomBytes(16).toString('hex')}`,
        issueInstant: running.world.clock(),
        issuer: of.issuer ?? spAddress,
        nameId: of.nameId ?? { value: 'anybody' },
        sessionIndexes: of.sessionIndexes ?? [],
      })
      return { url: redirectUrl({ location, samlRequest, relayState: 'a&b' }), samlRequest }
    }
    const isSignedIn = async (browser: Browser) => (await browser.get('/my-apps')).status === 200
    const keysOf = async (id: string) => {
      const path = `/admin/enterprise-applications/${id}/single-sign-on/certificate-base64`
      return [readCertificate((await admin.get(path)).text)]
    }
    const queryOf = (url: string) => new URL(url).search
    const frames = (page: Page) =>
      [...page.text.matchAll(/<iframe src="([^"]+)"/g)].map(([, url = '']) => url.replaceAll('&amp;', '&'))

    test('a LogoutRequest ends the session, tells the other application, and is answered; both are signed', async () => {
      const { browser, told } = await inBoth()
      const { url, samlRequest } = logoutUrl({ sessionIndexes: [told[0]?.sessionIndex ?? ''] })
      const page = await browser.get(url)
      expect(page.text).toContain('Signing you out')
      expect(await isSignedIn(browser)).toBe(false)

      const [frame = '', ...more] = frames(page)
      expect(more).toEqual([])
      expect(frame.startsWith(`${wiki}/out?SAMLRequest=`)).toBe(true)
      const told2 = verifyRedirect(
        readRedirect(queryOf(frame)),
        await keysOf(second),
        readLogoutRequest,
      ).value
      expect(told2.nameId).toEqual({ value: told[1]?.nameId?.value })
      expect(told2.sessionIndexes).toEqual([told[1]?.sessionIndex])
      expect(page.headers.get('content-security-policy')).toContain('frame-src https://wiki.example')

      const next = page.headers.get('refresh')?.replace('3; url=', '') ?? ''
      expect(next.startsWith(`${spAddress}/out?a=b&SAMLResponse=`)).toBe(true)
      const query = new URL(next).search.replace('a=b&', '')
      const answer = verifyRedirect(readRedirect(query), await keysOf(first), readLogoutResponse).value
      expect(answer.status.codes).toEqual(['urn:oasis:names:tc:SAML:2.0:status:Success'])
      expect(samlRequest).toContain(`ID="${answer.inResponseTo}"`)
      expect(new URL(next).searchParams.get('RelayState')).toBe('a&b')
    })

    test('it goes back at once where nobody else is to be told, also to a browser without a session', async () => {
      const page = await running.browser().get(logoutUrl().url)
      expect(page.status).toBe(303)
      expect(page.location).toContain(`${spAddress}/out?a=b&SAMLResponse=`)
    })

    test('what does not fit the session signs nobody out, and tells why', async () => {
      const { browser, told } = await inBoth()
      const good = logoutUrl({ sessionIndexes: [told[0]?.sessionIndex ?? ''] }).samlRequest
      const changed = (from: string | RegExp, to: string) =>
        redirectUrl({
          location: `${running.origin}/${running.tenant.id}/saml2`,
          samlRequest: good.replace(from, to),
        })
      const until = (at: number) =>
        changed(' xmlns:samlp', ` NotOnOrAfter="${new Date(at).toISOString()}" xmlns:samlp`)
      const now = running.world.clock()
      const bad = [
        ['AADSTS50070', logoutUrl({ sessionIndexes: ['_made-up'] }).url],
        ['AADSTS50068', logoutUrl({ issuer: aloof }).url],
        ['AADSTS50071', until(now - 300_000)],
        ['AADSTS50061', changed(' xmlns:samlp', ' NotOnOrAfter="soon" xmlns:samlp')],
        ['AADSTS50061', changed('Version="2.0"', 'Version="1.1"')],
        ['AADSTS50061', changed('</samlp:LogoutRequest>', '')],
        ['AADSTS7500529', changed(' ID="_', ' ID="1')],
        ['AADSTS7500530', changed(/<NameID.*<\/NameID>/, '')],
        ['AADSTS7500530', logoutUrl({ nameId: { value: ' ' } }).url],
        ['AADSTS700016', logoutUrl({ issuer: 'https://unknown.example/' }).url],
        ['AADSTS650056', logoutUrl({ issuer: `${spAddress}/` }).url],
      ] as const
      for (const [code, url] of bad) {
        const page = await browser.get(url)
        expect([page.status >= 400, page.text.includes(`${code}: `)], code).toEqual([true, true])
        if (!code.startsWith('AADSTS7') && !code.startsWith('AADSTS6'))
          expect(page.text).toContain('You were not signed out')
      }
      expect(await isSignedIn(browser)).toBe(true)
      // A clock that is a little behind is no reason.
      expect((await browser.get(until(now - 299_000))).text).toContain('Signing you out')
      expect(await isSignedIn(browser)).toBe(false)
    })

    test('an application that must sign its requests must sign this one: the raw query, whatever its escapes', async () => {
      const { browser } = await inBoth()
      const path = `/admin/enterprise-applications/${first}/single-sign-on/verification-certificates`
      const made = await makeSigningCertificate(running.world.clock(), randomBytes)
      await admin.submit(path, `${path}/upload`, { pasted: made.certificate })
      await admin.submit(path, path, { required: 'yes' })
      expect((await browser.get(logoutUrl().url)).text).toContain('AADSTS76021')
      const location = `${running.origin}/${running.tenant.id}/saml2`
      const sign = readSigningKey(made.privateKey, made.certificate)
      const signed = redirectUrl({ location, samlRequest: logoutUrl().samlRequest, sign })
      const another = new URL(logoutUrl().url).searchParams.get('SAMLRequest') ?? ''
      const swapped = signed.replace(/SAMLRequest=[^&]+/, `SAMLRequest=${encodeURIComponent(another)}`)
      expect((await browser.get(swapped)).text).toContain('request-signature')
      expect(await isSignedIn(browser)).toBe(true)
      // As .NET escapes: the same message, and other octets than we would sign.
      const other = await running.browser().get(signed.replaceAll('%2F', '%2f'))
      expect(other.text).toContain('request-signature')
      expect((await browser.get(signed)).text).toContain('Signing you out')
      expect(await isSignedIn(browser)).toBe(false)
      await admin.submit(path, path, { required: 'no' })
    })

    test('Sign out tells every application of the session', async () => {
      const { browser } = await inBoth()
      const form = await browser.get('/my-apps')
      const page = await browser.post('/sign-out', form.hidden)
      expect(frames(page).map((url) => new URL(url).origin)).toEqual([
        'https://wiki.example',
        'http://localhost:4200',
      ])
      expect(page.headers.get('refresh')).toBe('3; url=/sign-in')
      expect(await isSignedIn(browser)).toBe(false)
    })

    test('without a Logout URL the person is signed out here, and told so', async () => {
      await setLogoutUrl(first, spAddress, '')
      const { browser } = await inBoth()
      const page = await browser.get(logoutUrl().url)
      expect(page.text).toContain('You are signed out')
      expect(page.text).toContain('has no Logout URL')
      expect(await isSignedIn(browser)).toBe(false)
    })
  })
})
