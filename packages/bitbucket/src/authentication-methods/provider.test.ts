import { describe, expect, test } from 'vitest'
import { isProviderAddress } from './address.ts'
import { loginOptions } from './login-options.ts'
import { defaults, type Provider, providerFaults } from './provider.ts'
import { merge, toWire } from './wire.ts'

const claim = `$${'{preferred_username}'}`
const good = {
  ...defaults,
  name: 'Postern',
  issuerUrl: 'https://sso.example/openid',
  clientId: 'bitbucket',
  usernameClaim: claim,
}
const provider: Provider = { ...good, id: 1, lastUpdated: 0 }

test('addresses are https, or http on this machine', () => {
  for (const fine of [
    'https://a.example/b?c',
    'http://localhost:4200/x',
    'http://127.0.0.1:1',
    'http://[::1]/',
  ])
    expect(isProviderAddress(fine), fine).toBe(true)
  for (const bad of [
    'http://a.example',
    'ftp://a.example',
    'a.example',
    'https://u:p@a.example',
    'https://a/#b',
    '',
  ])
    expect(isProviderAddress(bad), bad).toBe(false)
})

describe('settings', () => {
  test('that are complete have no fault', () => {
    expect(providerFaults(good, true)).toEqual([])
  })

  test.each([
    ['name', { name: ' ' }, true],
    ['issuer-url', { issuerUrl: 'http://sso.example' }, true],
    ['issuer-url', { issuerUrl: 'https://sso.example/?x' }, true],
    ['client-id', { clientId: '' }, true],
    ['client-secret', {}, false],
    ['username-claim', { usernameClaim: 'preferred_username' }, true],
    ['additional-scopes', { additionalScopes: ['a b'] }, true],
    ['token-endpoint', { discoveryEnabled: false, authorizationEndpoint: 'https://a.example' }, true],
    ['userinfo-endpoint', { userinfoEndpoint: 'http://a.example' }, true],
  ])('name the field %s', (field, change, secret) => {
    expect(providerFaults({ ...good, ...change }, secret).map((fault) => fault.field)).toEqual([field])
  })
})

test('a change gives only what it names', () => {
  const changed = merge({ buttonText: 'Go', 'jit-configuration': { 'mapping-email': 'mail' } }, good)
  expect(changed).toEqual({ ...good, buttonText: 'Go', jit: { ...good.jit, mappingEmail: 'mail' } })
})

test('the entity has the names of the reference, and no secret', () => {
  const names =
    'id name enabled sso-type idp-type buttonText enable-remember-me include-customer-logins last-updated ' +
    'jit-configuration issuer-url client-id discovery-enabled authorization-endpoint token-endpoint ' +
    'userinfo-endpoint additional-scopes username-claim'
  expect(Object.keys(toWire(provider)).sort()).toEqual(names.split(' ').sort())
})

test('the form is hidden only while somebody can log in without it', () => {
  const hidden = {
    'show-login-form': false,
    'show-login-form-for-jsm': true,
    'enable-authentication-fallback': false,
    'discovery-refresh-cron': '',
    lastUpdated: undefined,
  }
  expect(loginOptions([provider], hidden).form).toBe(false)
  expect(loginOptions([], hidden).form).toBe(true)
  expect(loginOptions([provider], { ...hidden, 'show-login-form': true }).form).toBe(true)
})
