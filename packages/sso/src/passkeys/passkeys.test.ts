import { expect, test } from 'vitest'
import { readNew, readUse } from './answer.ts'
import { creationOptions, requestOptions } from './options.ts'
import { type Passkey, passkeyId } from './passkey.ts'
import { relyingParty } from './relying-party.ts'

const party = { id: 'sso.contoso.example', origin: 'https://sso.contoso.example' }
const known: Passkey = {
  id: passkeyId('p1'),
  owner: 'ada',
  name: 'Laptop',
  credentialId: 'Y3JlZA',
  publicKey: '',
  counter: 0,
  transports: ['internal'],
  synced: false,
  addedAt: 0,
  lastUsedAt: undefined,
}

test('the relying party is the public host without its port, and the origin is with it', () => {
  expect(relyingParty(new URL('https://sso.contoso.example/'))).toEqual(party)
  expect(relyingParty(new URL('http://localhost:4200'))).toEqual({
    id: 'localhost',
    origin: 'http://localhost:4200',
  })
})

test.each(['http://127.0.0.1:4200', 'http://[::1]:4200', 'https://10.0.0.7', 'https://[2001:db8::1]'])(
  'there are no passkeys for an address of numbers: %s',
  (address) => {
    expect(relyingParty(new URL(address))).toBeUndefined()
  },
)

test('a new passkey is found without a name, knows its owner, and is not a second one on a device', () => {
  const of = { relyingParty: party, challenge: 'Yw', userName: 'ada', handle: 'aGFuZGxl', known: [known] }
  const options = creationOptions(of)
  expect(options).toMatchObject({
    rp: { id: party.id },
    user: { id: 'aGFuZGxl', name: 'ada' },
    excludeCredentials: [{ id: 'Y3JlZA', type: 'public-key', transports: ['internal'] }],
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    attestation: 'none',
  })
  expect(options.pubKeyCredParams.map(({ alg }) => alg)).toEqual([-8, -7, -257])
})

test('whoever is not known yet is told of no credential; a known one is asked for the own', () => {
  const of = { relyingParty: party, challenge: 'Yw' }
  expect(requestOptions({ ...of, known: undefined })).toEqual({
    rpId: party.id,
    challenge: 'Yw',
    timeout: 300_000,
    userVerification: 'required',
  })
  expect(requestOptions({ ...of, known: [known] }).allowCredentials).toMatchObject([{ id: 'Y3JlZA' }])
})

test.each(['', 'no JSON', 'null', '[]', '{}', '{"id":"a","response":{"clientDataJSON":"e30"}}', '{"id":7}'])(
  'what is no answer is none: %s',
  (sent) => {
    expect([readNew(sent), readUse(sent)]).toEqual([undefined, undefined])
  },
)

test('of an answer only what is asked for is read, as text', () => {
  const client = { type: 'webauthn.get', challenge: 'Yw', origin: 7 }
  const clientDataJSON = Buffer.from(JSON.stringify(client)).toString('base64url')
  const response = { clientDataJSON, authenticatorData: ['x'], signature: 's', userHandle: 'h', more: 1 }
  expect(readUse(JSON.stringify({ id: 'a', rawId: 'a', response }))).toEqual({
    credential: {
      id: 'a',
      rawId: 'a',
      type: 'public-key',
      clientExtensionResults: {},
      response: { clientDataJSON, authenticatorData: '', signature: 's', userHandle: 'h' },
    },
    client: { challenge: 'Yw', origin: '' },
  })
})
