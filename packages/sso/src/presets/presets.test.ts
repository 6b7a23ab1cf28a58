import { expect, test } from 'vitest'
import { presetOf, presets } from './presets.ts'

test('the drop-down has its six entries, in order', () => {
  expect(presets.map(({ label }) => label)).toEqual([
    'Microsoft Entra ID',
    'AD FS',
    'Okta',
    'Google Workspace',
    'Keycloak',
    'Any SAML 2.0',
  ])
  expect(new Set(presets.map(({ id }) => id)).size).toBe(presets.length)
})

test('Microsoft Entra ID takes the address three times, by the labels of its screen', () => {
  expect(presetOf('microsoft-entra-id').appProperties.fields).toEqual([
    'Identifier',
    'Reply URL',
    'Sign-on URL',
  ])
})

test.each(['', 'unknown', '__proto__'])('an unknown preset blocks nobody: %j', (id) => {
  expect(presetOf(id).label).toBe('Any SAML 2.0')
})
