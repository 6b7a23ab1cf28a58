import { expect, test } from 'vitest'
import { readCommandLine } from './options.ts'

test('reads every option', () => {
  const line = [
    '--certificate',
    'a.pem',
    '--certificate',
    'b.pem',
    '--issuer',
    'I',
    '--entity-id',
    'E',
    '--acs',
    'A',
  ]
  const more = [
    '--now',
    '2023-05-09T16:30:00Z',
    '--clock-skew',
    '0',
    '--legacy',
    'sha1,life',
    '--json',
    'file.xml',
  ]
  expect(readCommandLine([...line, '--binding', 'post', '--in-response-to', '_1', ...more])).toEqual({
    file: 'file.xml',
    json: true,
    certificateFiles: ['a.pem', 'b.pem'],
    decryptionKeyFiles: [],
    issuer: 'I',
    entityId: 'E',
    acs: 'A',
    inResponseTo: '_1',
    now: Date.UTC(2023, 4, 9, 16, 30),
    binding: 'post',
    clockSkew: 0,
    legacy: ['sha1', 'life'],
  })
})

test('standard input is a file called -, and the skew is three minutes unless told', () => {
  expect(readCommandLine(['-'])).toMatchObject({ file: '-', clockSkew: 180, json: false, legacy: [] })
})

test.each([
  [['--acsurl', 'x', 'f'], /acsurl/],
  [[], /Name one FILE/],
  [['a', 'b'], /Name one FILE/],
  [['--now', '2026-02-30', 'f'], /--now takes a time/],
  [['--now', '09.05.2023', 'f'], /--now takes a time/],
  [['--now', '2023-05-09T16:30:00', 'f'], /--now takes a time/],
  [['--clock-skew', '301', 'f'], /0 to 300/],
  [['--clock-skew=-1', 'f'], /0 to 300/],
  [['--legacy', 'md5', 'f'], /does not know "md5"/],
  [['--binding', 'soap', 'f'], /post or redirect/],
])('%j is refused with a sentence', (line, why) => {
  expect(() => readCommandLine(line)).toThrow(why)
})
