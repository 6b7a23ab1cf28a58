import { randomBytes } from 'node:crypto'
import { sealWith } from '@postern/kit/seal'
import type { Store } from '@postern/kit/store'
import { eachStore } from '@postern/kit/testing'
import { Problem } from '@postern/saml/problem'
import { beforeAll, expect, test } from 'vitest'
import { type Ceremony, challenges } from './challenges.ts'
import { type Asked, judgeNew, judgeUse } from './judge.ts'
import { passkeysMigration } from './migration.ts'
import { creationOptions, requestOptions } from './options.ts'
import { mostPasskeys, passkeyId } from './passkey.ts'
import { passkeys } from './store.ts'
import { type Bent, TestAuthenticator } from './test-authenticator.ts'

const origin = 'https://sso.contoso.example'
const relyingParty = { id: 'sso.contoso.example', origin }
const start = 1_795_000_000_000
const minute = 60_000
const seal = sealWith(randomBytes(32))
const add: Ceremony = { purpose: 'add', boundTo: 'session 1' }
const signIn: Ceremony = { purpose: 'sign-in', boundTo: 'browser 1' }

eachStore((_engine, open) => {
  let store: Store
  beforeAll(async () => {
    store = await open()
    await store.migrate([passkeysMigration])
  })
  const asked = (ceremony: Ceremony, now = start): Asked => ({
    relyingParty,
    ceremony,
    challenges: challenges({ store, seal }),
    passkeys: passkeys(store),
    now,
  })
  const make = (ceremony: Ceremony) => challenges({ store, seal }).make(ceremony, start, randomBytes)
  const codeOf = (judged: unknown) => (judged instanceof Problem ? judged.code : 'counts')
  const request = (ceremony = signIn) =>
    requestOptions({ relyingParty, challenge: make(ceremony), known: undefined })

  async function offer(device: TestAuthenticator, owner: string, bent: Bent = {}) {
    const handle = await passkeys(store).makeHandle(owner, randomBytes)
    const options = { relyingParty, challenge: make(add), userName: owner, handle, known: [] }
    return device.create(creationOptions(options), bent)
  }

  /** A device whose passkey is kept for `owner`. */
  async function deviceOf(owner: string): Promise<TestAuthenticator> {
    const device = new TestAuthenticator(origin)
    const judged = await judgeNew(await offer(device, owner), asked(add))
    if (judged instanceof Problem) throw judged
    const id = passkeyId(randomBytes(8).toString('hex'))
    const kept = { ...judged, id, owner, name: 'Key', addedAt: start, lastUsedAt: undefined }
    await passkeys(store).add(kept)
    return device
  }

  test('a passkey is added, used, and says when it was used last', async () => {
    const device = await deviceOf('ada')
    const judged = await judgeUse(device.use(request()), asked(signIn, start + 7), undefined)
    expect(judged).toMatchObject({
      owner: 'ada',
      counter: 1,
      lastUsedAt: start + 7,
      transports: ['internal'],
    })
    expect(await passkeys(store).list('ada')).toMatchObject([{ counter: 1, lastUsedAt: start + 7 }])
  })

  test('an answer counts once, whether it was right or not', async () => {
    const device = await deviceOf('bea')
    const right = device.use(request())
    expect(codeOf(await judgeUse(right, asked(signIn), undefined))).toBe('counts')
    expect(codeOf(await judgeUse(right, asked(signIn), undefined))).toBe('passkey-replayed')
    const options = request()
    const wrong = device.use(options, { userVerified: false })
    expect(codeOf(await judgeUse(wrong, asked(signIn), undefined))).toBe('passkey-wrong')
    expect(codeOf(await judgeUse(device.use(options), asked(signIn), undefined))).toBe('passkey-replayed')
    const atOnce = device.use(request())
    const both = await Promise.all([1, 2].map(() => judgeUse(atOnce, asked(signIn), undefined)))
    expect(both.map(codeOf).toSorted()).toEqual(['counts', 'passkey-replayed'])
  })

  test('a challenge ends after five minutes, and is for one purpose, one session and one service', async () => {
    const device = await deviceOf('carl')
    const late = (of: Asked, sent = device.use(request())) => judgeUse(sent, of, undefined).then(codeOf)
    expect(await late(asked(signIn, start + 5 * minute - 1))).toBe('counts')
    expect(await late(asked(signIn, start + 5 * minute))).toBe('passkey-late')
    expect(await late(asked({ ...signIn, purpose: 'proof' }))).toBe('passkey-late')
    expect(await late(asked({ ...signIn, boundTo: 'browser 2' }))).toBe('passkey-late')
    const others = challenges({ store, seal: sealWith(randomBytes(32)) })
    expect(await late({ ...asked(signIn), challenges: others })).toBe('passkey-late')
    const moved = `${Buffer.from(request().challenge, 'base64url').toString()}`.replace(
      /\.\d+\./,
      '.9999999999999.',
    )
    const forged = { ...request(), challenge: Buffer.from(moved).toString('base64url') }
    expect(await late(asked(signIn), device.use(forged))).toBe('passkey-late')
  })

  test('another origin, another site, no verified owner, another type of answer: refused', async () => {
    const device = await deviceOf('dora')
    const code = async (bent: Bent) =>
      codeOf(await judgeUse(device.use(request(), bent), asked(signIn), undefined))
    expect(await code({ origin: 'https://sso.contoso.example.evil.example' })).toBe('passkey-origin')
    expect(await code({ origin: `${origin}:8443` })).toBe('passkey-origin')
    expect(await code({ rpId: 'contoso.example' })).toBe('passkey-wrong')
    expect(await code({ userVerified: false })).toBe('passkey-wrong')
    expect(await code({ type: 'webauthn.create' })).toBe('passkey-wrong')
    const created = async (bent: Bent) =>
      codeOf(await judgeNew(await offer(new TestAuthenticator(origin), 'dora', bent), asked(add)))
    expect(await created({ origin: 'http://localhost:4200' })).toBe('passkey-origin')
    expect(await created({ rpId: 'contoso.example' })).toBe('passkey-wrong')
    expect(await created({ userVerified: false })).toBe('passkey-wrong')
    expect(await created({ type: 'webauthn.get' })).toBe('passkey-wrong')
  })

  test('a signature of another key does not hold', async () => {
    const [device, other] = [await deviceOf('emil'), new TestAuthenticator(origin)]
    const forged = JSON.parse(other.use(request(), { handle: device.handle })) as object
    const sent = JSON.stringify({ ...forged, id: device.credentialId, rawId: device.credentialId })
    expect(codeOf(await judgeUse(sent, asked(signIn), undefined))).toBe('passkey-wrong')
  })

  test('a counter that does not move on is refused, and a forged one is no news of a copy', async () => {
    const device = await deviceOf('flo')
    const code = async (counter: number) =>
      codeOf(await judgeUse(device.use(request(), { counter }), asked(signIn), undefined))
    expect([await code(0), await code(0), await code(5)]).toEqual(['counts', 'counts', 'counts'])
    expect([await code(5), await code(4), await code(0)]).toEqual(Array(3).fill('passkey-counter'))
    expect(await code(6)).toBe('counts')
    const forged = JSON.parse(new TestAuthenticator(origin).use(request(), { counter: 1 })) as object
    const sent = JSON.stringify({ ...forged, id: device.credentialId, rawId: device.credentialId })
    expect(codeOf(await judgeUse(sent, asked(signIn), 'flo'))).not.toBe('passkey-counter')
    const options = [request(), request()]
    const copies = options.map((one) => device.use(one, { counter: 9 }))
    const both = await Promise.all(copies.map((sent) => judgeUse(sent, asked(signIn), undefined)))
    expect(both.map(codeOf).toSorted()).toEqual(['counts', 'passkey-counter'])
  })

  test('a passkey is its owner’s: by name where one is asked for, by the handle where nobody is', async () => {
    const [gil, hal] = [await deviceOf('gil'), await deviceOf('hal')]
    const code = async (device: TestAuthenticator, owner: string | undefined, bent: Bent = {}) =>
      codeOf(await judgeUse(device.use(request(), bent), asked(signIn), owner))
    expect([await code(gil, 'gil'), await code(gil, 'hal')]).toEqual(['counts', 'passkey-unknown'])
    expect(await code(gil, undefined, { handle: hal.handle })).toBe('passkey-unknown')
    expect(await code(gil, undefined, { handle: undefined })).toBe('passkey-unknown')
    expect(await code(gil, 'gil', { handle: undefined })).toBe('counts')
    expect(await code(new TestAuthenticator(origin), undefined)).toBe('passkey-unknown')
    expect([gil.handle.length, gil.handle === hal.handle]).toEqual([43, false])
  })

  test('one credential is one passkey, and there is an end to them', async () => {
    const kept = passkeys(store)
    const passkey = (n: number, credentialId = `credential ${n}`) => ({
      id: passkeyId(`many ${n}`),
      owner: 'ida',
      name: `Key ${n}`,
      credentialId,
      publicKey: '',
      counter: 0,
      transports: [],
      synced: true,
      addedAt: n,
      lastUsedAt: undefined,
    })
    for (let n = 0; n < mostPasskeys; n++) await kept.add(passkey(n))
    const full = store.transaction((inside) => passkeys(inside).add(passkey(99)))
    await expect(full).rejects.toThrow('which is the most')
    await expect(kept.add(passkey(98, 'credential 1'))).rejects.toThrow('known here already')
    expect((await kept.list('ida')).map(({ name }) => name)).toEqual(
      Array.from({ length: mostPasskeys }, (_, n) => `Key ${n}`),
    )
    await expect(kept.require('many 1', 'jo')).rejects.toThrow('no such passkey')
    await kept.removeAllOf('ida')
    expect(await kept.list('ida')).toEqual([])
  })

  test('a handle stays as long as there are passkeys, and is another one afterwards', async () => {
    const kept = passkeys(store)
    const [one, two] = await Promise.all([1, 2].map(() => kept.makeHandle('kim', randomBytes)))
    expect(one).toBe(two)
    await kept.removeAllOf('kim')
    expect(await kept.makeHandle('kim', randomBytes)).not.toBe(one)
  })

  test('spent challenges are kept until they end', async () => {
    const kept = challenges({ store, seal })
    const challenge = make(signIn)
    expect(codeOf(await kept.spend(challenge, signIn, start))).toBe('counts')
    await kept.sweep(start + 5 * minute - 1)
    expect(codeOf(await kept.spend(challenge, signIn, start + 5 * minute - 1))).toBe('passkey-replayed')
    await kept.sweep(start + 5 * minute)
    const rows = store.tables<{ spent_challenges: { challenge: string } }>().selectFrom('spent_challenges')
    expect(await rows.selectAll().execute()).toEqual([])
  })
})
