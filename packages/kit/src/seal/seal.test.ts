import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { sealFromFile, sealWith } from './index.ts'

test('opens what it closed, for the same purpose only, and not once changed', () => {
  const seal = sealWith(randomBytes(32))
  const closed = seal.close('geheim', 'key of application 1')
  expect(closed).not.toContain('geheim')
  expect(seal.open(closed, 'key of application 1')).toBe('geheim')
  expect(() => seal.open(closed, 'key of application 2')).toThrow()
  expect(() => seal.open(`${closed.slice(0, -2)}AA`, 'key of application 1')).toThrow()
  expect(() => sealWith(randomBytes(32)).open(closed, 'key of application 1')).toThrow()
})

test('the key file is made once, readable by its owner only', () => {
  const folder = mkdtempSync(join(tmpdir(), 'postern-seal-'))
  try {
    const file = join(folder, 'key')
    const closed = sealFromFile(file).close('x', 'y')
    expect(sealFromFile(file).open(closed, 'y')).toBe('x')
    expect(statSync(file).mode & 0o777).toBe(0o600)
  } finally {
    rmSync(folder, { recursive: true })
  }
})
