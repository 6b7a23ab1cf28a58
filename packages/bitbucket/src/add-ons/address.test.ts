import { expect, test } from 'vitest'
import { usualAddress } from './address.ts'

test('the address that is proposed is the one that was started beside this host, else this machine’s usual one', () => {
  const here = new URL('http://localhost:7990')
  expect(usualAddress(here)).toBe('http://localhost:4200')
  expect(usualAddress(here, 'http://localhost:5200')).toBe('http://localhost:5200')
  expect(usualAddress(new URL('https://bitbucket.example'))).toBe('')
})
