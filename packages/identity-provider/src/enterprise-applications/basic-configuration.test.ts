import { expect, test } from 'vitest'
import { ownTemplate, templateOf } from '../gallery/templates.ts'
import { noAddresses } from './application.ts'
import { readConfiguration } from './basic-configuration.ts'

const good = 'https://sso.contoso.example/plugins/servlet/no.kantega.saml/sp/ab12/login'
const pattern = 'https://<server-base-url>/plugins/servlet/no.kantega.saml/sp/<uniqueid>/login'
const none = { furtherIdentifiers: '', furtherReplyUrls: '', relayState: '', logoutUrl: '' }
const typed = { ...none, identifier: good, replyUrl: good, signOnUrl: good }
const bitbucket = templateOf('kantega-bitbucket')

test.each([
  good,
  'http://localhost:4200/plugins/servlet/no.kantega.saml/sp/ab12/login',
  'https://bitbucket.contoso.example/context/plugins/servlet/no.kantega.saml/sp/ab12/login',
])('takes %s three times', (address) => {
  const of = { ...none, identifier: address, replyUrl: ` ${address}\n`, signOnUrl: address }
  expect(readConfiguration(of, bitbucket)).toEqual({
    errors: [],
    of: {
      ...noAddresses,
      identifier: address,
      replyUrl: address,
      signOnUrl: address,
    },
  })
})

test('an empty Sign-on URL is none', () => {
  expect(readConfiguration({ ...typed, signOnUrl: ' ' }, bitbucket).of.signOnUrl).toBeUndefined()
})

test.each([
  ['identifier', '', 'Identifier: paste the entity ID that the application shows.'],
  ['identifier', 'a b', 'Identifier: take out the blank or line break in it.'],
  [
    'identifier',
    `https://x.example/${'a'.repeat(1024)}`,
    'Identifier: shorten it to at most 1024 characters.',
  ],
  ['identifier', 'ab12', 'Identifier: type a whole address that begins with https://.'],
  [
    'identifier',
    good.replace('https', 'http'),
    'Identifier: begin with https://; http:// is only for localhost and 127.0.0.1.',
  ],
  [
    'identifier',
    `${good}/`,
    `Identifier: it does not follow the pattern of Kantega SSO for Bitbucket, ${pattern}. Copy it again from the application.`,
  ],
  [
    'replyUrl',
    'https://<server-base-url>/plugins/servlet/no.kantega.saml/sp/<uniqueid>/login',
    'Reply URL: put what the application shows in place of <server-base-url>.',
  ],
  ['replyUrl', '', 'Reply URL: paste the address that the application shows.'],
  [
    'replyUrl',
    'https://sso.contoso.example/login',
    `Reply URL: it does not follow the pattern of Kantega SSO for Bitbucket, ${pattern}. Copy it again from the application.`,
  ],
  [
    'signOnUrl',
    'https://sso.contoso.example/plugins/servlet/no.kantega.saml/sp//login',
    `Sign-on URL: it does not follow the pattern of Kantega SSO for Bitbucket, ${pattern}. Copy it again from the application.`,
  ],
  ['signOnUrl', 'javascript:alert(1)', 'Sign-on URL: type a whole address that begins with https://.'],
  ['signOnUrl', `${good}#x`, 'Sign-on URL: leave out the part from # on.'],
  ['signOnUrl', good.replace('//', '//a:b@'), 'Sign-on URL: leave out the user name and password.'],
])('%s %o: %s', (id, value, message) => {
  expect(readConfiguration({ ...typed, [id]: value }, bitbucket).errors).toEqual([{ id, message }])
})

test('one’s own application follows no pattern, and its Identifier is any string', () => {
  const of = { ...none, identifier: 'urn:made:up', replyUrl: 'https://x.example/acs', signOnUrl: '' }
  expect(readConfiguration(of, ownTemplate).errors).toEqual([])
})

test('of several each is kept once, one a line, and the default one is not repeated', () => {
  const more = `${good}\r\n\n ${good.replace('ab12', 'cd34')} \n${good.replace('ab12', 'cd34')}`
  const { errors, of } = readConfiguration(
    { ...typed, furtherReplyUrls: more, furtherIdentifiers: more },
    bitbucket,
  )
  expect(errors).toEqual([])
  expect(of.furtherReplyUrls).toEqual([good.replace('ab12', 'cd34')])
  expect(of.furtherIdentifiers).toEqual([good.replace('ab12', 'cd34')])
})

test.each([
  [
    'furtherReplyUrls',
    'http://far.example/login',
    'More Reply URLs, “http://far.example/login”: begin with https://',
  ],
  ['furtherReplyUrls', Array.from({ length: 256 }, (_, n) => `${good}?${n}`).join('\n'), 'keep at most 255'],
  ['furtherIdentifiers', 'a b', 'More Identifiers, “a b”: take out the blank'],
  ['relayState', 'x'.repeat(513), 'Relay State: shorten it'],
  ['relayState', 'a\u0007b', 'Relay State: take out the control characters'],
  ['logoutUrl', 'javascript:alert(1)', 'Logout URL: type a whole address'],
])('%s %o is told at its field', (field, value, says) => {
  const template = field === 'furtherIdentifiers' ? ownTemplate : bitbucket
  expect(readConfiguration({ ...typed, [field]: value }, template).errors).toEqual([
    { id: field, message: expect.stringContaining(says) },
  ])
})
