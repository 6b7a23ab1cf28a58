import { expect, test } from 'vitest'
import { follows } from '../gallery/template.ts'
import { ownTemplate, templates } from '../gallery/templates.ts'
import { faultOfAddress } from './address.ts'
import { noAddresses } from './application.ts'
import { readConfiguration } from './basic-configuration.ts'

test.each([
  'https://sso.contoso.example/acs?tenant=1',
  'http://localhost:4200/plugins/servlet/no.kantega.saml/sp/ab12/login',
  'http://127.0.0.1/acs',
])('%s is a Reply URL', (address) => {
  expect(faultOfAddress('Reply URL', address)).toBeUndefined()
})

test.each([
  ['', 'paste the address'],
  ['acs', 'whole address'],
  ['ftp://sp.example/', 'whole address'],
  ['javascript:alert(1)', 'whole address'],
  ['http://sp.example/acs', 'begin with https://'],
  ['http://localhost.evil.example/', 'begin with https://'],
  ['http://[::1]/acs', 'begin with https://'],
  ['https://user:pass@sp.example/', 'user name and password'],
  ['https://sp.example/#x', 'from # on'],
  ['https://*.sp.example/', 'take out “*”'],
  ["https://sp.example/'", 'take out'],
  ['https://sp.example/a b', 'take out “ ”'],
  ['https://sp.example\\@evil.example/', 'take out'],
  [`https://sp.example/${'a'.repeat(256)}`, 'at most 256'],
])('%s is none', (address, says) => {
  expect(faultOfAddress('Reply URL', address)).toContain(says)
})

test('a gallery template asks for its pattern, wherever the server stands', () => {
  const [bitbucket = ownTemplate] = templates
  const path = '/plugins/servlet/no.kantega.saml/sp/ab12/login'
  expect(follows(bitbucket, `https://sso.example${path}`)).toBe(true)
  expect(follows(bitbucket, `http://localhost:4200/context${path}`)).toBe(true)
  expect(follows(bitbucket, `https://sso.example${path}/more`)).toBe(false)
  expect(follows(bitbucket, `https://sso.example/plugins/servlet/noXkantega.saml/sp/ab12/login`)).toBe(false)
  expect(follows(bitbucket, 'https://sso.example/plugins/servlet/no.kantega.saml/sp//login')).toBe(false)
  expect(follows(ownTemplate, 'urn:anything')).toBe(true)
})

test('an Identifier is any text without blanks; a Sign-on URL may be left out', () => {
  const typed = {
    furtherIdentifiers: '',
    furtherReplyUrls: '',
    relayState: '',
    logoutUrl: '',
    identifier: ' urn:sp ',
    replyUrl: 'https://sp.example/acs',
    signOnUrl: '  ',
  }
  expect(readConfiguration(typed, ownTemplate)).toEqual({
    errors: [],
    of: { ...noAddresses, identifier: 'urn:sp', replyUrl: 'https://sp.example/acs' },
  })
  const wrong = readConfiguration({ ...typed, identifier: 'urn:a b', signOnUrl: 'x' }, ownTemplate)
  expect(wrong.errors.map(({ id }) => id)).toEqual(['identifier', 'signOnUrl'])
})
