import { eachStore } from '@postern/kit/testing'
import { writeErrorResponse } from '@postern/saml'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { begin, codeOf, pathOf, referenceOf } from './test-browser.ts'
import { type TestHouse, testHouse } from './test-house.ts'
import { testSigningKey } from './test-signing-key.ts'

const minute = 60_000

eachStore((_engine, open) => {
  let house: TestHouse
  beforeAll(async () => {
    house = await testHouse(await open())
  })
  afterAll(() => house.stop())

  const row = async (answer: Response) => house.activity.findByReference(await referenceOf(answer))

  describe('refused, each with its own code', () => {
    const refuse = async (answer: Response, status: number, code: string) => {
      const attempt = await row(answer)
      expect([answer.status, await codeOf(answer)]).toEqual([status, code])
      expect(attempt).toMatchObject({ outcome: 'refused', refusal: { code } })
      return attempt
    }

    test('an unknown connection', async () => {
      const path = '/plugins/servlet/no.kantega.saml/sp/0123456789abcdef01234567/login'
      await refuse(await house.browser().get(path), 404, 'connection-unknown')
      await refuse(await house.browser().answer(path, '<a/>'), 404, 'connection-unknown')
    })

    test.each([
      ['a draft', { state: 'draft' }],
      ['paused', { state: 'paused' }],
      ['without known domains', { knownDomains: [] }],
    ] as const)('a connection that is %s', async (_what, changes) => {
      const connection = await house.connection(changes)
      await refuse(await house.browser().get(pathOf(connection)), 409, 'connection-not-ready')
      const answer = await house.browser().answer(pathOf(connection), house.response(connection))
      await refuse(answer, 409, 'connection-not-ready')
    })

    test('a RelayState that is too old, and one that never was', async () => {
      const connection = await house.connection()
      const browser = house.browser()
      const { request, relayState } = await begin(browser, connection)
      house.clock.now += 16 * minute
      const xml = house.response(connection, { inResponseTo: request.id })
      await refuse(await browser.answer(pathOf(connection), xml, relayState), 403, 'relay-state-expired')
      const never = 'A'.repeat(43)
      await refuse(await browser.answer(pathOf(connection), xml, never), 403, 'relay-state-unknown')
      await refuse(await browser.answer(pathOf(connection), xml), 403, 'relay-state-unknown')
    })

    test('an unknown key, with the certificates that differ; where all that is believed has expired, that is told', async () => {
      const other = testSigningKey('Next', house.clock.now - minute)
      const connection = await house.connection()
      const path = pathOf(connection)
      const xml = house.response(connection, { key: other })
      const attempt = await refuse(await house.browser().answer(path, xml), 403, 'signature-value')
      const [check] = attempt?.checks ?? []
      const shown = (sha256: string) => sha256.toUpperCase().match(/.{8}/g)?.join(' ') ?? ''
      expect(check).toMatchObject({ code: 'signature-value', verdict: 'refused' })
      expect(check?.expected).toContain(shown(house.key.certificate.sha256))
      expect(check?.received).toContain(shown(other.certificate.sha256))
      expect(attempt?.person).toBeUndefined()

      const old = testSigningKey('Old', house.clock.now - 4 * 365 * 86_400_000)
      const { identityProvider } = connection
      if (identityProvider)
        await house.connections.change(connection.id, {
          identityProvider: { ...identityProvider, certificates: [old.certificate] },
          verifiedCertificates: [old.certificate.sha256],
        })
      const expired = await refuse(await house.browser().answer(path, xml), 403, 'certificate-expired')
      expect(expired?.refusal?.cause).toContain('ended on 2025-11-25')
      // An expired certificate that is believed still counts: nobody is locked out on its last day.
      const still = await house.browser().answer(path, house.response(connection, { key: old }))
      expect(still.status).toBe(303)
    })

    test('a RelayState of another connection', async () => {
      const [one, other] = [await house.connection(), await house.connection()]
      const browser = house.browser()
      const { request, relayState } = await begin(browser, one)
      const xml = house.response(other, { inResponseTo: request.id })
      await refuse(await browser.answer(pathOf(other), xml, relayState), 403, 'relay-state-unknown')
    })

    test('an answer without InResponseTo to a sign-in that was begun here', async () => {
      const connection = await house.connection()
      const browser = house.browser()
      const { relayState } = await begin(browser, connection)
      const answer = await browser.answer(pathOf(connection), house.response(connection), relayState)
      expect(answer.status).toBe(403)
      expect((await row(answer))?.outcome).toBe('refused')
    })

    test('a domain that is not known', async () => {
      const connection = await house.connection()
      const xml = house.response(connection, { nameId: 'ann@fabrikam.example' })
      const attempt = await refuse(
        await house.browser().answer(pathOf(connection), xml),
        403,
        'domain-not-known',
      )
      expect(attempt?.person).toBe('ann@fabrikam.example')
      expect(house.bitbucket.users.some(({ name }) => name === 'ann@fabrikam.example')).toBe(false)
    })

    test('another key', async () => {
      const connection = await house.connection()
      const key = testSigningKey('Somebody else', house.clock.now)
      const answer = await house.browser().answer(pathOf(connection), house.response(connection, { key }))
      const attempt = await row(answer)
      expect(answer.status).toBe(403)
      expect(attempt?.refusal?.code).toMatch(/^signature/)
      expect(attempt?.person).toBeUndefined()
    })

    test('another audience, with expected and received', async () => {
      const connection = await house.connection()
      const xml = house.response(connection, { audience: 'https://bitbucket-test.example/login' })
      const answer = await house.browser().answer(pathOf(connection), xml)
      const attempt = await row(answer)
      expect(attempt?.checks.find(({ verdict }) => verdict === 'refused')).toMatchObject({
        code: attempt?.refusal?.code,
        expected: expect.stringContaining(connection.address),
        received: expect.stringContaining('https://bitbucket-test.example/login'),
      })
    })

    test('a refusal by the identity provider, with both codes and its message', async () => {
      const connection = await house.connection()
      const browser = house.browser()
      const { request, relayState } = await begin(browser, connection)
      const xml = writeErrorResponse({
        id: '_1',
        issueInstant: house.clock.now,
        inResponseTo: request.id,
        issuer: connection.identityProvider?.entityId ?? '',
        codes: [
          'urn:oasis:names:tc:SAML:2.0:status:Responder',
          'urn:oasis:names:tc:SAML:2.0:status:NoPassive',
        ],
        message: 'AADSTS50058: Session information is not sufficient.',
      })
      const answer = await browser.answer(pathOf(connection), xml, relayState)
      const text = await answer.clone().text()
      const attempt = await refuse(answer, 403, 'response-status')
      expect(JSON.stringify(attempt?.refusal?.facts)).toContain('NoPassive')
      expect(JSON.stringify(attempt?.refusal?.facts)).toContain('AADSTS50058')
      expect(text).not.toContain('AADSTS50058')
    })
  })
})
