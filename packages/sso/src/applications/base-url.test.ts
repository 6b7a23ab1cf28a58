import { randomBytes } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { readBaseUrl } from './base-url.ts'
import { lettersAndDigits } from './letters-and-digits.ts'

describe('Base URL as typed', () => {
  test.each([
    [' https://Bitbucket.Example.com/ ', 'https://bitbucket.example.com'],
    ['https://bitbucket.example.com:443/git//', 'https://bitbucket.example.com/git'],
    ['http://localhost:7990', 'http://localhost:7990'],
    ['HTTP://127.0.0.1:7990/bitbucket', 'http://127.0.0.1:7990/bitbucket'],
    ['http://[::1]:7990', 'http://[::1]:7990'],
  ])('%s is kept as %s', (typed, baseUrl) => {
    expect(readBaseUrl(typed)).toEqual({ baseUrl })
  })

  test.each([
    ['', 'Enter Base URL'],
    ['bitbucket.example.com', 'not an address'],
    ['https://', 'not an address'],
    ['javascript:alert(1)', 'not an address'],
    ['file:///etc/passwd', 'not an address'],
    [`https://${'a'.repeat(1_000)}.example`, 'not an address'],
    ['http://bitbucket.example.com', 'must start with https://'],
    ['http://localhost.evil.example', 'must start with https://'],
    ['https://bitbucket.example.com/?a=1', 'must end before'],
    ['https://bitbucket.example.com/#a', 'must end before'],
    ['https://user@bitbucket.example.com/', 'must not hold'],
  ])('%s is refused: %s', (typed, said) => {
    expect(readBaseUrl(typed)).toEqual({ fault: expect.stringContaining(said) })
  })
})

describe('ids and secrets', () => {
  test('are as long as asked, of letters and digits alone, and no two the same', () => {
    const made = Array.from({ length: 200 }, () => lettersAndDigits(randomBytes, 24))
    for (const one of made) expect(one).toMatch(/^[A-Za-z0-9]{24}$/)
    expect(new Set(made).size).toBe(200)
  })

  test('take no octet that would make a letter likelier', () => {
    const octets = [255, 248, 247, 0, 61, 62]
    const random = (count: number) => Buffer.from(Array.from({ length: count }, () => octets.shift() ?? 1))
    expect(lettersAndDigits(random, 4)).toBe('9A9A')
  })
})
