import { responseTable } from '@postern/saml'
import { type Page, Visitor } from 'postern/sandbox'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { freePorts, type House, startHouse } from '../../journeys/house.ts'
import {
  type ScriptedIdentityProvider,
  startScriptedIdentityProvider,
} from '../../journeys/scripted-identity-provider.ts'
import { keys } from '../../packages/saml/src/testing/keys.ts'
import { refusedMessages } from '../../packages/saml/src/testing/refused-messages.ts'
import { refusedSignatures } from '../../packages/saml/src/testing/refused-signatures.ts'
import { connect, homeAt, type MadeConnection, verifyAllCertificates } from './connection.ts'
import { ofOtherKeys, refusals, unreachable } from './refusals.ts'
import { bringAnswer, wordsOf } from './walk.ts'

const person = 'b.simon@contoso.example'

describe('a scripted identity provider at our SSO service', () => {
  let house: House
  let provider: ScriptedIdentityProvider
  let connection: MadeConnection
  beforeAll(async () => {
    const [port = 0] = await freePorts(1)
    const published = [keys.idp, keys.sp, keys.short]
    provider = await startScriptedIdentityProvider({
      port,
      nameId: person,
      audience: () => connection.address,
      published,
      now: Date.now,
    })
    house = await startHouse({ empty: true })
    connection = await connect(house, 'contoso.example', () => provider.metadata())
    await verifyAllCertificates(house, connection)
  })
  afterAll(async () => {
    await house?.leave()
    await provider?.stop()
  })
  beforeEach(() => {
    provider.script = {}
  })

  /** From Bitbucket to the provider, and with its answer to our service. */
  async function signIn(visitor = new Visitor(house.bitbucket)): Promise<Page> {
    return bringAnswer(visitor, await visitor.get(house.bitbucket))
  }

  const codeOn = ({ text }: Page) => /Code\s+([a-z][a-z-]+)/.exec(wordsOf(text))?.[1]

  async function expectIn(visitor: Visitor): Promise<void> {
    await signIn(visitor)
    expect(wordsOf((await homeAt(house, visitor)).text).toLowerCase()).toContain(person)
  }

  test('lets a person in', async () => {
    await expectIn(new Visitor(house.bitbucket))
  })

  describe('the code is on the page of the person', () => {
    test.each(Object.keys(refusals(0)))('%s', async (code) => {
      provider.script = refusals(Date.now())[code] ?? {}
      const page = await signIn()
      expect([page.status, codeOn(page)]).toEqual([403, code])
    })

    test('of every row of the table, but for those that cannot be reached', () => {
      const tried = [...Object.keys(refusals(0)), ...Object.keys(unreachable)]
      expect(tried.toSorted()).toEqual(Object.keys(responseTable).toSorted())
    })

    const vectors = { ...refusedMessages, ...refusedSignatures }
    test.each(Object.keys(vectors).filter((code) => !ofOtherKeys.includes(code)))(
      '%s, of the reader',
      async (code) => {
        const octets = vectors[code]?.[0]?.octets
        if (octets === undefined) throw new Error(`no vector of ${code}`)
        provider.script = { octets }
        const page = await signIn()
        expect([page.url.origin, codeOn(page)]).toEqual([house.sso, code])
      },
    )

    test('a status that is none of success', async () => {
      provider.script = { status: ['urn:oasis:names:tc:SAML:2.0:status:Requester'] }
      expect(codeOn(await signIn())).toBe('response-status')
    })

    test('a person of a domain that is not known', async () => {
      provider.script = { assertion: { nameId: { value: 'ann@fabrikam.example' } } }
      expect(codeOn(await signIn())).toBe('domain-not-known')
    })

    test('an answer that is brought by another browser', async () => {
      const page = await new Visitor(house.bitbucket).get(house.bitbucket)
      const other = new Visitor(house.sso)
      // Without its cookie the service asks for the answer once more, from a page of its own.
      expect(codeOn(await bringAnswer(other, await bringAnswer(other, page)))).toBe('wrong-browser')
    })

    test('an answer that is brought twice', async () => {
      const visitor = new Visitor(house.bitbucket)
      const page = await visitor.get(house.bitbucket)
      await bringAnswer(visitor, page)
      expect(codeOn(await bringAnswer(visitor, page))).toMatch(/^(response-replayed|relay-state-unknown)$/)
    })
  })

  describe('keys roll over', () => {
    test.each([
      ['the first', keys.idp],
      ['the second', keys.sp],
    ])('%s certificate of the metadata signs', async (_which, key) => {
      provider.script = { key }
      await expectIn(new Visitor(house.bitbucket))
    })

    test('a key that was never published does not', async () => {
      provider.script = { key: keys.other }
      expect(codeOn(await signIn())).toMatch(/^signature-/)
    })
  })
})
