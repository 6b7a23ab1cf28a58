import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { Problem } from '../problem.ts'
import { certificatePem } from '../signature/certificate.ts'
import { withCommand } from '../testing/corpora.ts'
import { genuine } from '../testing/forge.ts'
import { keys } from '../testing/keys.ts'
import { canonicalize } from './canonical.ts'
import { readXml } from './reader.ts'

const folder = mkdtempSync(join(tmpdir(), 'postern-saml-'))
afterAll(() => rmSync(folder, { recursive: true }))
const write = (name: string, content: string | Buffer) => {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

/** Documents with namespaces declared anew and undeclared, attributes in any order, and every kind of text. */
const prefix = fc.constantFrom('', 'p', 'q', 'r')
const uri = fc.constantFrom('urn:1', 'urn:2', 'http://example.test/')
const text = fc.constantFrom(
  'x',
  'é\u{1f600}',
  '&lt;&amp;&gt;',
  '&#13;',
  '&#10;',
  '\r\n',
  '\n',
  '\t',
  '"\'',
  ']]&gt;',
  '<![CDATA[<&"]]>',
  '&quot;&apos;',
  '>',
)
const value = fc.constantFrom('x', 'é', '&lt;&amp;', '&#13;&#10;&#9;', ' a  b ', '\t\n', '&quot;', "'", '>')

interface Tree {
  readonly prefix: string
  readonly declared: readonly (readonly [string, string])[]
  readonly attributes: readonly (readonly [string, string, string])[]
  readonly content: readonly (Tree | string)[]
}

const { tree } = fc.letrec<{ tree: Tree; node: Tree | string }>((tie) => ({
  tree: fc.record({
    prefix,
    declared: fc.uniqueArray(fc.tuple(prefix, uri), { selector: ([name]) => name, maxLength: 3 }),
    attributes: fc.uniqueArray(fc.tuple(prefix, fc.constantFrom('a', 'b', 'c'), value), {
      selector: ([p, n]) => `${p}:${n}`,
      maxLength: 4,
    }),
    content: fc.array(tie('node'), { maxLength: 3 }),
  }),
  node: fc.oneof({ depthSize: 'small', withCrossShrink: true }, text, tie('tree')),
}))

function written(of: Tree, isRoot = true): string {
  const qualified = (p: string, name: string) => (p === '' ? name : `${p}:${name}`)
  const base = isRoot
    ? ['p', 'q', 'r']
        .filter((p) => !of.declared.some(([name]) => name === p))
        .map((p) => [p, 'urn:base'] as const)
    : []
  const declared = [...base, ...of.declared].map(([p, to]) => ` ${p === '' ? 'xmlns' : `xmlns:${p}`}="${to}"`)
  const attributes = of.attributes.map(([p, name, to]) => ` ${qualified(p, name)}="${to}"`)
  const content = of.content.map((child) => (typeof child === 'string' ? child : written(child, false)))
  const name = qualified(of.prefix, 'e')
  return `<${name}${declared.join('')}${attributes.join('')}>${content.join('')}</${name}>`
}

withCommand('xmllint', () => {
  test('exclusive canonical forms are equal octet for octet, and both refuse the same documents', () => {
    let compared = 0
    fc.assert(
      fc.property(tree, (of) => {
        const xml = written(of)
        const path = write('document.xml', xml)
        const theirs = spawnSync('xmllint', ['--nonet', '--exc-c14n', path])
        const ours = attempt(() => canonicalize(readXml(Buffer.from(xml, 'utf8')).root))
        if (ours === undefined) {
          expect(theirs.stderr.toString(), xml).not.toBe('')
          return
        }
        expect(ours.toString('utf8'), xml).toBe(theirs.stdout.toString('utf8'))
        compared++
      }),
      { numRuns: 400 },
    )
    expect(compared).toBeGreaterThan(100)
  }, 60_000)
})

function attempt<T>(of: () => T): T | undefined {
  try {
    return of()
  } catch (problem) {
    if (problem instanceof Problem) return undefined
    throw problem
  }
}

withCommand('xmlsec1', () => {
  const ids = ['assertion:Assertion', 'protocol:Response'].flatMap((name) => [
    '--id-attr:ID',
    `urn:oasis:names:tc:SAML:2.0:${name}`,
  ])

  test.each([
    ['assertion', 'idp', 'rsa-sha256'],
    ['response', 'idp', 'rsa-sha512'],
    ['both', 'idp', 'rsa-sha384'],
    ['both', 'ec', 'ecdsa-sha256'],
  ] as const)('it verifies what we sign: %s by %s with %s', (option, name, algorithm) => {
    const key = keys[name]
    const attributes = [{ name: 'a', values: ['<&>"\'\r\n\té\u{1f600}', ''] }]
    const octets = genuine({ sign: { key, option, algorithm } }, { attributes })
    const certificate = write('certificate.pem', certificatePem(key.certificate))
    const message = write('message.xml', octets)
    const verify = (node: string) =>
      execFileSync(
        'xmlsec1',
        [
          '--verify',
          '--pubkey-cert-pem',
          certificate,
          ...ids,
          '--node-xpath',
          `//*[local-name()='${node}']/*[local-name()='Signature']`,
          message,
        ],
        { stdio: 'pipe' },
      )
    if (option !== 'response') verify('Assertion')
    if (option !== 'assertion') verify('Response')
    const changed = write('message.xml', Buffer.from(octets.toString('utf8').replace('b.simon', 'a.simon')))
    expect(changed).toBe(message)
    expect(() => verify(option === 'response' ? 'Response' : 'Assertion')).toThrow()
  })
})
