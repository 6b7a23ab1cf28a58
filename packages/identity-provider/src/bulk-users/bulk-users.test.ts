import { expect, test } from 'vitest'
import { columns, headOf } from './columns.ts'
import { decode } from './decode.ts'
import { parseLines } from './parse.ts'
import { readLine } from './read-line.ts'

const read = async (text: string) => {
  const lines = []
  for await (const line of parseLines(text)) lines.push(line)
  return lines
}
const heads =
  'Name [displayName] Required,User name [userPrincipalName] Required,Initial password [passwordProfile] Required'

test.each([
  [Buffer.from('\ufeffå', 'utf8'), 'UTF-8', 'å'],
  [Buffer.from('\ufeffå', 'utf16le'), 'UTF-16', 'å'],
  [Buffer.from('\ufeffå', 'utf16le').swap16(), 'UTF-16', 'å'],
  [Buffer.from([0xe5]), 'Windows-1252', 'å'],
])('%o is read', (octets, encoding, text) => {
  expect(decode(octets)).toEqual({ encoding, text })
})

test("Entra's template, commas or semicolons, quotes with line breaks in them, columns in any order", async () => {
  const line = { displayName: 'Ann, "Annie"', userPrincipalName: 'ann@contoso.example', password: 'Aa345678' }
  expect(
    await read(`version:v1.0,,\n${heads}\n"Ann, ""Annie""",ann@contoso.example,Aa345678\n,,\n\n`),
  ).toEqual([{ number: 3, line }])
  expect(await read('password;displayName;unknown;userPrincipalName\nAa1;"a\nb";x;c')).toEqual([
    { number: 3, line: { password: 'Aa1', displayName: 'a\nb', userPrincipalName: 'c' } },
  ])
})

test('a line with another number of columns is told apart', async () => {
  expect(await read(`${heads}\na,b\nc,d,e`)).toEqual([
    { number: 2, line: undefined },
    { number: 3, line: { displayName: 'c', userPrincipalName: 'd', password: 'e' } },
  ])
})

test.each([
  ['', 'The file is empty.'],
  ['a,b,c\nd,e,f', 'names no column “Name”, “User name”, “Initial password”'],
  [`${heads}\n"never closed`, 'no CSV from line'],
  [`${heads}\n${'x'.repeat(70_000)},b,c`, 'no CSV from line'],
  [`${heads}\n${'a,b,c\n'.repeat(100_001)}`, 'more than 100000 lines'],
])('a file that cannot be read says why (%#)', async (text, says) => {
  await expect(read(text)).rejects.toThrow(says)
})

const good = { displayName: 'Ann', userPrincipalName: 'ann@contoso.example', password: 'Aa345678' }
const domains = ['contoso.example']

test('a line is judged by the rules of Create new user, under the heads of its columns', () => {
  expect(readLine(good, domains)).toMatchObject({ faults: [], of: { enabled: true, mustChange: true } })
  expect(readLine({ ...good, blocked: 'YES' }, domains).of.enabled).toBe(false)
  expect(
    readLine({ displayName: '', userPrincipalName: 'x', password: 'short', blocked: 'maybe' }, domains)
      .faults,
  ).toEqual([
    'Name: Type a display name.',
    expect.stringContaining('Initial password: Use at least 8 characters'),
    'Block sign in (Yes/No): write Yes or No.',
  ])
})

test.each(['=1+1', '@SUM(A1)', '+cmd|x', '-2+3+cmd', '\t=1'])('%o is a formula', (displayName) => {
  expect(readLine({ ...good, displayName }, domains).faults.join()).toContain('formula')
})

test.each(['+47 22 33 44 55', '-', 'a=b', "'=1"])('%o is none', (telephoneNumber) => {
  expect(readLine({ ...good, telephoneNumber }, domains).faults).toEqual([])
})

test('the heads of the template name every column', async () => {
  const [line] = await read(`${columns.map(headOf).join(',')}\n${columns.map(({ name }) => name).join(',')}`)
  expect(line?.line).toEqual(Object.fromEntries(columns.map(({ name }) => [name, name])))
})
