import { describe, expect, test } from 'vitest'
import { domainOf, readDomains as readWith, shownDomain } from './domains.ts'
import { loadPublicSuffixes } from './public-suffix.ts'

const isPublicSuffix = await loadPublicSuffixes()
const readDomains = (text: string) => readWith(text, isPublicSuffix)

describe('readDomains', () => {
  test('takes commas, spaces and lines; folds case; keeps each once', () => {
    expect(readDomains(' Contoso.example,fabrikam.example\n contoso.EXAMPLE ')).toEqual({
      domains: ['contoso.example', 'fabrikam.example'],
      faults: [],
    })
  })

  test('turns an internationalized domain into its ASCII form', () => {
    expect(readDomains('blåbær.example').domains).toEqual(['xn--blbr-roah.example'])
  })

  test.each([
    ['B.Simon@contoso.example', /only the part after the @: contoso\.example/],
    ['@', /is an address/],
    ['*.contoso.example', /has a \*/],
    ['com', /has no dot/],
    ['co.uk', /Under co\.uk anybody can have a domain. Enter your own, as in contoso\.co\.uk/],
    ['Kommune.NO', /Under kommune\.no anybody/],
    ['http://contoso.example', /is not a domain/],
    ['contoso..example', /is not a domain/],
    ['-contoso.example', /is not a domain/],
    ['127.0.0.1', /IP address/],
    [`${'a'.repeat(64)}.example`, /is not a domain/],
  ])('%s is answered with what to do', (entry, message) => {
    const { domains, faults } = readDomains(`good.example, ${entry}`)
    expect(domains).toEqual(['good.example'])
    expect(faults).toHaveLength(1)
    expect(faults[0]).toMatch(message)
  })

  test.each([
    ['contoso.example', 'contoso.example'],
    ['xn--blbr-roah.example', 'blåbær.example (xn--blbr-roah.example)'],
  ])('%s is shown as people read it, and as it is compared', (ascii, shown) => {
    expect(shownDomain(ascii)).toBe(shown)
  })

  test('has a bound', () => {
    const many = Array.from({ length: 201 }, (_, n) => `d${n}.example`).join(',')
    expect(readDomains(many).faults).toEqual(['There are 201 domains; 200 are the most.'])
  })
})

describe('domainOf', () => {
  test.each([
    ['B.Simon@Contoso.Example', 'contoso.example'],
    ['a@blåbær.example', 'xn--blbr-roah.example'],
    ['B.Simon', undefined],
    ['a@b@contoso.example', undefined],
    ['a@contoso.example ', undefined],
    ['a b@contoso.example', undefined],
    ['@contoso.example', undefined],
    ['', undefined],
  ])('%s', (address, domain) => {
    expect(domainOf(address)).toBe(domain)
  })
})
