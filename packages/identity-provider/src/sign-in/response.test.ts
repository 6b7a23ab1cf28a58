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

test('Password is refused to a session of two factors, unless it was given for this request', () => {
  const old = { multiFactor: true, fresh: false }
  expect(classRefFor([authnContexts.password], old)).toBeUndefined()
  expect(classRefFor([authnContexts.passwordProtectedTransport], old)).toBeUndefined()
  expect(classRefFor([authnContexts.unspecified], old)).toBe(authnContexts.password)
  expect(classRefFor([], old)).toBe(authnContexts.password)
  expect(classRefFor([authnContexts.password], { multiFactor: true, fresh: true })).toBe(
    authnContexts.password,
  )
})
