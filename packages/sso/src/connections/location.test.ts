import { expect, test } from 'vitest'
import type { Connection } from './connection.ts'
import { newConnection } from './draft.ts'
import { oddHosts, ssoLocationOf } from './location.ts'

function connection(entityId: string, location: string, changes: Partial<Connection> = {}): Connection {
  const draft = newConnection({
    random: (octets) => Buffer.alloc(octets),
    publicUrl: new URL('https://sso.example'),
    name: 'One',
    preset: 'microsoft-entra-id',
    now: 0,
  })
  const singleSignOn = [
    { binding: 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST', location: `${location}?post` },
    { binding: 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect', location },
  ]
  return { ...draft, identityProvider: { entityId, singleSignOn, certificates: [] }, ...changes }
}

test('the location is the one for HTTP-Redirect, unless another was typed', () => {
  const one = connection('https://a.example/', 'https://a.example/saml2')
  expect(ssoLocationOf(one)).toBe('https://a.example/saml2')
  expect(ssoLocationOf({ ...one, ssoLocation: 'https://b.example/' })).toBe('https://b.example/')
})

test.each([
  ['https://a.example/', 'https://a.example/saml2'],
  ['https://sts.windows.net/1/', 'https://login.microsoftonline.com/1/saml2'],
  ['urn:contoso:idp', 'https://a.example/saml2'],
])('%s with %s is nothing odd', (entityId, location) => {
  expect(oddHosts(connection(entityId, location))).toBeUndefined()
})

test.each([
  ['https://a.example/', 'https://b.example/saml2'],
  ['https://sts.windows.net/1/', 'https://login.microsoftonline.com.evil.example/saml2'],
  ['https://sts.windows.net/1/', 'https://evil.example/saml2'],
])('%s with %s is told', (entityId, location) => {
  expect(oddHosts(connection(entityId, location))).toBeDefined()
})

test('what is usual for one kind of identity provider is odd for another', () => {
  const of = connection('http://www.okta.com/exk1', 'https://contoso.okta.com/app/sso/saml')
  expect(oddHosts({ ...of, preset: 'okta' })).toBeUndefined()
  expect(oddHosts(of)).toEqual({ entityId: 'www.okta.com', location: 'contoso.okta.com' })
})
