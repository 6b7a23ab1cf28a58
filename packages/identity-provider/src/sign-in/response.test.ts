import { authnContexts } from '@postern/saml'
import { expect, test } from 'vitest'
import { classRefFor } from './response.ts'

const x509 = 'urn:oasis:names:tc:SAML:2.0:ac:classes:X509'

test('states the class that was asked for where a password satisfies it', () => {
  expect(classRefFor([])).toBe(authnContexts.password)
  expect(classRefFor([x509, authnContexts.passwordProtectedTransport])).toBe(
    authnContexts.passwordProtectedTransport,
  )
  expect(classRefFor([authnContexts.unspecified])).toBe(authnContexts.password)
})

test('states nothing that is not true', () => {
  expect(classRefFor([x509])).toBeUndefined()
})
