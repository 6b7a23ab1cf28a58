import { expect, test } from 'vitest'
import { findAddOns } from './catalogue.ts'

test.each([
  'Kantega SSO for Bitbucket SAML & Kerberos',
  'kantega',
  ' kerberos  SAML ',
  'sign in',
  'postern',
  'identity provider',
  '',
])('%j finds the entry', (text) => {
  expect(findAddOns(text)).toHaveLength(1)
})

test.each(['confluence', 'kantega confluence', 'xyz'])('%j finds nothing', (text) => {
  expect(findAddOns(text)).toEqual([])
})
