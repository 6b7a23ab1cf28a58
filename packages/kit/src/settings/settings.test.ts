import { Problem } from '@postern/saml/problem'
import { expect, test } from 'vitest'
import { readSettings } from './index.ts'

const defaults = { publicUrl: 'http://localhost:4200', port: 4200, dataDirectory: '.postern/sso' }

test('has defaults that work on a laptop', () => {
  expect(readSettings({}, defaults)).toMatchObject({
    port: 4200,
    dataDirectory: '.postern/sso',
    tls: undefined,
  })
})

test('reports all faults together, each with its variable', () => {
  try {
    readSettings({ PUBLIC_URL: 'http://sso.example.com', PORT: '0', DATABASE_URL: 'mysql://x' }, defaults)
    expect.unreachable()
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    expect(error.facts.faults).toEqual([
      'PUBLIC_URL must start with https:// (http:// only for localhost and 127.0.0.1)',
      'PORT is below 1',
      'DATABASE_URL must start with postgresql://',
    ])
  }
})

test('TLS files go together', () => {
  expect(() => readSettings({ TLS_KEY_FILE: 'key.pem' }, defaults)).toThrow('go together')
})

test('a mail server goes with a sender', () => {
  expect(() => readSettings({ MAIL_SERVER: 'smtp://localhost:25' }, defaults)).toThrow('go together')
  expect(() =>
    readSettings({ MAIL_SERVER: 'mail.example.com', MAIL_FROM: 'a@example.com' }, defaults),
  ).toThrow('MAIL_SERVER is not an address such as smtps://')
})
