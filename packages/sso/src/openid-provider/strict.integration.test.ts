import { eachStore } from '@postern/kit/testing'
import { exportJWK, generateKeyPair } from 'jose'
import * as client from 'openid-client'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { callback, type TestProvider, testProvider } from './test-provider.ts'

type Expected = client.AuthorizationCodeGrantChecks

/**
 * What a relying party as strict as Bitbucket checks (bitbucket.md 1c), by a library that nobody here wrote: each answer is
 * taken with the right expectation and refused with a wrong one, so that no check passes for want of what it looks at.
 */
eachStore((_engine, open) => {
  let house: TestProvider
  let config: client.Configuration
  beforeAll(async () => {
    house = await testProvider(await open())
    config = house.config
  })
  afterAll(() => house.stop())

  /** Anna's code, taken for tokens by a relying party that is set so and expects that. */
  async function exchange(
    of: {
      readonly config?: client.Configuration
      readonly expected?: Expected
      readonly withoutNonce?: boolean
      readonly more?: Readonly<Record<string, string>>
    } = {},
  ) {
    const browser = house.browser()
    await browser.get('/open/anna/0')
    const { url, state, nonce } = await house.authorize(browser, of.more)
    const nonceCheck = of.withoutNonce ? {} : { expectedNonce: nonce }
    const expected = { expectedState: state, ...nonceCheck, ...of.expected }
    return client.authorizationCodeGrant(of.config ?? config, url, expected)
  }

  /** The relying party of Bitbucket with another setting; it authenticates as the one that is registered. */
  function configured(
    of: {
      readonly clientId?: string
      readonly alg?: string
      readonly auth?: client.ClientAuth
      /** Seconds that its clock is ahead. */
      readonly ahead?: number
    } = {},
  ): client.Configuration {
    const basic: client.ClientAuth = (_server, _client, _body, headers) =>
      headers.set('authorization', `Basic ${Buffer.from('client1:secret1').toString('base64')}`)
    const metadata = {
      id_token_signed_response_alg: of.alg ?? 'RS256',
      [client.clockSkew]: of.ahead ?? 0,
      [client.clockTolerance]: 60,
    }
    const made = new client.Configuration(
      config.serverMetadata(),
      of.clientId ?? 'client1',
      metadata,
      of.auth ?? basic,
    )
    client.allowInsecureRequests(made)
    client.enableNonRepudiationChecks(made)
    return made
  }

  const headerOf = (token: string | undefined) =>
    JSON.parse(Buffer.from(token?.split('.')[0] ?? '', 'base64url').toString())

  describe('the issuer', () => {
    test('is the same text in the document, in the ID token and beside the code', async () => {
      const browser = house.browser()
      await browser.get('/open/anna/0')
      const { url, claims } = await house.signedIn(browser)
      const issuer = `${house.origin}/openid`
      expect([config.serverMetadata().issuer, claims?.iss, url.searchParams.get('iss')]).toEqual([
        issuer,
        issuer,
        issuer,
      ])
    })

    test('with a slash at its end is another issuer', async () => {
      const found = client.discovery(new URL(`${house.origin}/openid/`), 'client1', 'secret1', undefined, {
        execute: [client.allowInsecureRequests],
      })
      await expect(found).rejects.toMatchObject({ code: 'OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED' })
    })

    test('and its endpoints are under one origin', () => {
      const { authorization_endpoint, token_endpoint, userinfo_endpoint, jwks_uri } = config.serverMetadata()
      for (const endpoint of [authorization_endpoint, token_endpoint, userinfo_endpoint, jwks_uri])
        expect(endpoint).toMatch(new RegExp(`^${house.origin}/openid/`))
    })
  })

  describe('the ID token', () => {
    test('is taken by who expects what is so', async () => {
      const tokens = await exchange({ config: configured() })
      expect(tokens.claims()).toMatchObject({ aud: 'client1' })
    })

    test('is refused by who sent another nonce, or none', async () => {
      const other = exchange({ expected: { expectedNonce: 'another' } })
      await expect(other).rejects.toMatchObject({ code: 'OAUTH_JWT_CLAIM_COMPARISON_FAILED' })
      await expect(exchange({ withoutNonce: true })).rejects.toThrow()
    })

    test('is refused by another client than the one that it is for', async () => {
      const other = exchange({ config: configured({ clientId: 'client2' }) })
      await expect(other).rejects.toMatchObject({
        code: 'OAUTH_JWT_CLAIM_COMPARISON_FAILED',
        cause: { cause: expect.objectContaining({ claim: 'aud' }) },
      })
    })

    test.each(['PS256', 'ES256', 'HS256', 'none'])('is refused by who takes %s alone', async (alg) => {
      await expect(exchange({ config: configured({ alg }) })).rejects.toThrow()
    })

    test('is refused once its ten minutes and the skew have passed, and was issued now', async () => {
      const at = (ahead: number) => exchange({ config: configured({ ahead }) })
      for (const ahead of [-50, 590, 650]) await expect(at(ahead)).resolves.toBeDefined()
      await expect(at(670)).rejects.toMatchObject({ code: 'OAUTH_JWT_TIMESTAMP_CHECK_FAILED' })
      const { iat = 0, exp = 0 } = (await at(0)).claims() ?? {}
      expect(exp - iat).toBe(600)
      expect(Math.abs(iat - Date.now() / 1_000)).toBeLessThan(30)
    })

    test('is refused where the published key is another one of the same name', async () => {
      const { keys } = (await (await fetch(config.serverMetadata().jwks_uri ?? '')).json()) as {
        keys: readonly { kid: string }[]
      }
      const { publicKey } = await generateKeyPair('RS256', { extractable: true })
      const forged = { ...(await exportJWK(publicKey)), kid: keys[0]?.kid, alg: 'RS256', use: 'sig' }
      const fooled = configured()
      fooled[client.customFetch] = (url, options) =>
        url === fooled.serverMetadata().jwks_uri
          ? Promise.resolve(Response.json({ keys: [forged] }))
          : fetch(url, options as RequestInit)
      await expect(exchange({ config: fooled })).rejects.toMatchObject({ code: 'OAUTH_INVALID_RESPONSE' })
    })

    test('is signed by RS256 with a key that is published by its name, without the private part', async () => {
      const tokens = await exchange()
      const { alg, kid } = headerOf(tokens.id_token)
      const { keys } = (await (await fetch(config.serverMetadata().jwks_uri ?? '')).json()) as {
        keys: readonly Record<string, string>[]
      }
      const key = keys.find((one) => one.kid === kid)
      expect([alg, key?.kty, key?.use]).toEqual(['RS256', 'RSA', 'sig'])
      expect(Buffer.from(key?.n ?? '', 'base64url').length).toBeGreaterThanOrEqual(256)
      for (const one of keys) expect(Object.keys(one)).not.toContain('d')
    })

    test('holds each claim that Bitbucket puts into its templates, as text', async () => {
      const text = expect.stringMatching(/./)
      const expected = { sub: text, preferred_username: text, name: text, email: text }
      expect((await exchange()).claims()).toMatchObject(expected)
    })
  })

  describe('the exchange', () => {
    test('takes client_secret_basic alone', async () => {
      for (const auth of [client.ClientSecretPost('secret1'), client.None()])
        await expect(exchange({ config: configured({ auth }) })).rejects.toMatchObject({ status: 401 })
    })

    test('wants the redirect URI of the request again', async () => {
      const other = `${callback}/`
      const elsewhere: client.ClientAuth = (_server, _client, body, headers) => {
        body.set('redirect_uri', other)
        headers.set('authorization', `Basic ${Buffer.from('client1:secret1').toString('base64')}`)
      }
      const grant = exchange({ config: configured({ auth: elsewhere }) })
      await expect(grant).rejects.toMatchObject({ error: 'invalid_grant' })
    })

    test('needs no PKCE, and holds to it who sends it', async () => {
      const verifier = client.randomPKCECodeVerifier()
      const more = {
        code_challenge: await client.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
      }
      await expect(exchange({ more, expected: { pkceCodeVerifier: verifier } })).resolves.toBeDefined()
      const wrong = client.randomPKCECodeVerifier()
      for (const expected of [{ pkceCodeVerifier: wrong }, {}])
        await expect(exchange({ more, expected })).rejects.toMatchObject({ error: 'invalid_grant' })
    })

    test('answers 200 with JSON that nobody keeps, and a Bearer token', async () => {
      const seen: Response[] = []
      const watched = configured()
      watched[client.customFetch] = async (url, options) => {
        const response = await fetch(url, options as RequestInit)
        if (url === watched.serverMetadata().token_endpoint) seen.push(response)
        return response
      }
      const tokens = await exchange({ config: watched })
      expect(seen.map(({ status }) => status)).toEqual([200])
      expect(seen[0]?.headers.get('content-type')).toMatch(/^application\/json/)
      expect(seen[0]?.headers.get('cache-control')).toContain('no-store')
      expect(tokens.token_type.toLowerCase()).toBe('bearer')
    })

    test('passes over a scope that it does not know, such as one for just-in-time provisioning', async () => {
      const more = { scope: 'openid profile email groups' }
      expect((await exchange({ more })).claims()?.email).toBe('anna@mail.example')
    })
  })
})
