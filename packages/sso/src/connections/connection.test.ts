import { expect, test } from 'vitest'
import { type Connection, isReady, missing } from './connection.ts'
import { freeName, newConnection } from './draft.ts'

const draft: Connection = newConnection({
  random: (octets) => Buffer.alloc(octets, 171),
  publicUrl: new URL('https://sso.contoso.example'),
  name: 'Contoso',
  now: 1,
})

test('a new connection is its address, and tells all that is missing in the order of the set-up', () => {
  expect(draft.address).toBe(
    'https://sso.contoso.example/plugins/servlet/no.kantega.saml/sp/abababababababababababab/login',
  )
  expect(missing(draft)).toEqual(['metadata', 'finish', 'known-domains', 'application'])
  expect(isReady(draft)).toBe(false)
})

test('a paused connection is not ready, whatever else it has', () => {
  expect(missing({ ...draft, state: 'paused' }).at(-1)).toBe('paused')
})

test('a free name is one that nobody has, whatever the case', () => {
  expect(freeName('Okta', [])).toBe('Okta')
  expect(freeName('Okta', ['OKTA', 'Okta 2'])).toBe('Okta 3')
})
