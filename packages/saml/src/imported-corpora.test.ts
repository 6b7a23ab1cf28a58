import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { type Inspection, inspect } from './inspect/inspect.ts'
import { Problem } from './problem.ts'
import { type Certificate, readCertificates } from './signature/certificate.ts'
import { corpora, overFolder, type Row, readManifest } from './testing/corpora.ts'
import { readXml } from './xml/reader.ts'

const imported = new URL('imported/', corpora)
const sets = ['dex', 'gosaml2', 'node-saml', 'php-saml', 'python3-saml', 'samlshield', 'xml-crypto'] as const

/** Old signatures: too short a key, or RSA 1.5, is the one reason for which an accepted row may be refused. */
const weak = ['key-size', 'key-transport']

/** Accepted rows that we refuse, the code and why we hold to it. */
const exceptions: Readonly<Record<string, readonly [code: string, why: string]>> = {
  'xml-crypto/test/static/saml_external_ns.xml': [
    'signature-value-form',
    'Its key is given as a bare public key, no certificate',
  ],
  'dex/connector/saml/testdata/assertion-signed.xml': [
    'signature-place',
    'Signature last: Core 2.3.3 puts it after Issuer',
  ],
  'dex/connector/saml/testdata/idp-resp-signed-message-and-assertion.xml': [
    'message-element',
    'Signature before Issuer: Core 3.2.2',
  ],
  'dex/connector/saml/testdata/idp-resp-signed-message.xml': [
    'message-element',
    'Signature before Issuer: Core 3.2.2',
  ],
  'gosaml2/providertests/testdata/auth0_response.xml': [
    'signature-place',
    'Signature last: Core 3.2.2 puts it after Issuer',
  ],
  'gosaml2/providertests/testdata/adfs_response_enc.b64': [
    'content-encryption',
    'AES-CBC, Response not signed: ENC-X2',
  ],
  'gosaml2/providertests/testdata/onelogin/olgn09_response_05.b64': [
    'content-encryption',
    'AES-CBC, Response not signed: ENC-X2',
  ],
  'gosaml2/providertests/testdata/onelogin/olgn09_response_06.b64': [
    'content-encryption',
    'AES-CBC, Response not signed: ENC-X2',
  ],
  'gosaml2/providertests/testdata/onelogin/olgn09_response_155.b64': [
    'destination',
    'signed without Destination: Bindings 3.5.5.2',
  ],
  'gosaml2/providertests/testdata/onelogin/olgn09_response_50.b64': [
    'destination',
    'signed without Destination: Bindings 3.5.5.2',
  ],
  'node-saml/test/static/testshib encrypted response.xml': [
    'content-encryption',
    'AES-CBC, Response not signed: ENC-X2',
  ],
  'node-saml/test/static/logout_request_with_encrypted_name_id.xml': [
    'message-element',
    'EncryptedID in no namespace',
  ],
  'php-saml/tests/data/responses/response_encrypted_nameid.xml.base64': [
    'message-element',
    'EncryptedID after SubjectConfirmation: Core 2.4.1',
  ],
  'python3-saml/tests/data/responses/response_encrypted_nameid.xml.base64': [
    'message-element',
    'EncryptedID after SubjectConfirmation: Core 2.4.1',
  ],
  'python3-saml/tests/data/responses/signed_encrypted_assertion2.xml.base64': [
    'content-encryption',
    'AES-CBC, Response not signed: ENC-X2',
  ],
}

const listed = (field: string | undefined) => (field ?? '').split(';').filter((one) => one !== '')

function certificatesOf(set: URL, row: Row): readonly Certificate[] {
  return listed(row.cert).flatMap((path) => {
    try {
      return readCertificates(readFileSync(new URL(path, set)))
    } catch (problem) {
      // Some rows name a bare public key, or a certificate that is none.
      if (problem instanceof Problem) return []
      throw problem
    }
  })
}

function judge(set: URL, row: Row): Inspection {
  return inspect(readFileSync(new URL(encodeURIComponent(row.path ?? '').replaceAll('%2F', '/'), set)), {
    certificates: certificatesOf(set, row),
    legacy: ['sha1', 'cbc', 'life'],
    decryptionKeys: listed(row.key).map((path) => readFileSync(new URL(path, set), 'utf8')),
    ...(row.issuer ? { issuer: row.issuer } : {}),
    ...(row.aud ? { entityId: row.aud } : {}),
    ...(row.acs ? { acs: row.acs } : {}),
    ...(row.clock ? { now: Date.parse(row.clock) } : {}),
  })
}

const isSaml = (row: Row) => /^(Response|Logout)/.test(row.kind ?? '')

overFolder('messages that other projects test with', imported, () => {
  for (const name of sets) {
    const set = new URL(`${name}/`, imported)
    const manifest = new URL('MANIFEST.tsv', set)
    const rows = existsSync(manifest) ? readManifest(manifest) : []
    test.each(rows.filter((row) => row.verdict === 'reject'))(`${name} rejects $path`, (row) => {
      expect(judge(set, row).verdict).toBe('refused')
    })
    const accepted = rows.filter((row) => row.verdict === 'accept' && isSaml(row))
    // Without a certificate nothing can be accepted: only that the message is read then counts.
    test.each(accepted.filter((row) => certificatesOf(set, row).length > 0))(
      `${name} accepts $path`,
      (row) => {
        const { code } = judge(set, row)
        const [exception] = exceptions[`${name}/${row.path}`] ?? []
        if (exception !== undefined) expect(code).toBe(exception)
        else if (code !== null) expect(weak).toContain(code)
      },
    )
    const rest = rows.filter((row) => row.verdict !== 'reject' && row.verdict !== 'accept')
    if (rest.length === 0) continue
    test(`${name}: every other message ends in a verdict`, () => {
      for (const row of rest) expect(['accepted', 'refused']).toContain(judge(set, row).verdict)
    })
  }
})

interface RoundTrip {
  readonly xml: string
  readonly verdict: 'accept' | 'reject'
}

const roundTrips = new URL('xml-roundtrip-validator/vectors.json', imported)

test('documents that change when they are read and written again', (context) => {
  if (!existsSync(roundTrips)) return context.skip('the corpus is not here')
  const vectors: readonly RoundTrip[] = JSON.parse(readFileSync(roundTrips, 'utf8'))
  for (const { xml, verdict } of vectors) {
    const read = () => readXml(Buffer.from(xml, 'utf8'))
    // Comments are refused here whatever they hold.
    if (verdict === 'accept' && !xml.includes('<!--')) expect(read, xml).not.toThrow()
    else expect(read, xml).toThrow(Problem)
  }
})
