import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { Problem } from '../problem.ts'
import { certificatePem } from '../signature/certificate.ts'
import { withCommand } from '../testing/corpora.ts'
import { documents } from '../testing/documents.ts'
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

withCommand('xmllint', () => {
  test('exclusive canonical forms are equal octet for octet, and both refuse the same documents', () => {
    let compared = 0
    fc.assert(
      fc.property(documents, (xml) => {
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
