import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { readRedirect, verifyRedirect } from './bindings/redirect.ts'
import { inspect } from './inspect/inspect.ts'
import { readAuthnRequest, verifyAuthnRequest } from './messages/authn-request.ts'
import { readLogoutRequest, verifyLogoutRequest } from './messages/logout-request.ts'
import { verifyLogoutResponse } from './messages/logout-response.ts'
import { readMetadata } from './messages/metadata.ts'
import { Problem } from './problem.ts'
import { type Check, refusal } from './profile/check.ts'
import { judgeLogoutRequest, judgeLogoutResponse } from './profile/logout-checks.ts'
import { judgeMetadata } from './profile/metadata-checks.ts'
import { judgeAuthnRequest } from './profile/request-checks.ts'
import { ruleOf } from './rules.ts'
import { type Certificate, readCertificate } from './signature/certificate.ts'
import { corpora, overFolder, type Row, readManifest } from './testing/corpora.ts'

const live = new URL('live/', corpora)
const file = (path: string) => readFileSync(new URL(path, live))
const now = Date.parse('2026-01-15T12:00:00Z')
const sp = 'https://sp.test.invalid'
const issuer = 'https://idp.test.invalid/metadata'

/** Rows that we judge otherwise, all of them noted `policy` or as of either verdict in the manifest. */
const exceptions: ReadonlyMap<string, string> = new Map([
  ['audience/sc-address-mismatch.xml', 'SC-4 is optional: no address of a browser is given'],
  ['text/cdata-in-nameid.xml', 'the whole value is read, which the manifest calls also correct'],
  ['limits/whitespace-endtag.xml', 'well-formed and read in linear time: either verdict is fine'],
])

/** Where another rule than the manifest's refuses first, and rightly so. */
const otherRule: Readonly<Record<string, string>> = {
  'c14n/void-digest-relative-namespace-on-assertion.xml': 'NS-2',
  'c14n/void-digest-relative-namespace.xml': 'NS-2',
  'dtd/doctype-after-root.xml': 'DTD-1',
  'encoding/latin1-declared.xml': 'ENC-2',
  'encryption/cbc-content-flip.xml': 'ENC-X2',
  'id/id-unicode-confusable.xml': 'XSD-1',
  'issuer/no-assertion-issuer.xml': 'XSD-1',
  'issuer/order-signature-last.xml': 'SIG-2',
  'issuer/saml11-namespace.xml': 'ID-3',
  'issuer/status-missing.xml': 'XSD-1',
  'limits/many-signatures.xml': 'LIM-1',
  'logout/xsw-signed-assertion-inside.xml': 'XSD-1',
  'signature/digestvalue-comment.xml': 'XML-2',
  'signature/wrong-key.xml': 'SIG-8',
  'time/format-fraction-long.xml': 'LIM-1',
  'xsw/assertion-other-namespace.xml': 'ID-3',
  'xsw/digestvalue-smuggled-statusdetail.xml': 'SIG-6',
  'xsw/xsw3-evil-before-signed.xml': 'ONE-1',
  'xsw/xsw3b-evil-after-signed.xml': 'ONE-1',
  'xsw/xsw5-signature-moved-to-evil.xml': 'ONE-1',
  'audience/irt-mismatch.xml': 'IRT-1',
  'audience/two-restrictions-one-ours.xml': 'AUD-1',
  'metadata/location-http-internal.xml': 'IDP-2',
  'redirect/lowercase-percent-resigned-upper.txt': 'SIG-8',
  'redirect/relaystate-added.txt': 'SIG-8',
  'redirect/relaystate-empty-vs-absent.txt': 'SIG-8',
  'authnrequest/signed-wrong-key.xml': 'SIG-8',
  'authnrequest/unknown-sp.xml': 'ISS-1',
  'logout/response-unsigned.xml': 'SIG-0',
}

interface Found {
  readonly accepted: boolean
  readonly code: string | null
}

const judgedBy = (judge: () => readonly Check[]): Found => {
  try {
    const code = refusal(judge())?.code ?? null
    return { accepted: code === null, code }
  } catch (problem) {
    if (problem instanceof Problem) return { accepted: false, code: problem.code }
    throw problem
  }
}

const key = (row: Row, otherwise: string): Certificate =>
  readCertificate(file(row.cert === undefined || row.cert === '' ? otherwise : row.cert))

function response(row: Row): Found {
  const path = row.path ?? ''
  const { verdict, code } = inspect(file(path), {
    certificates: [key(row, 'keys/idp.crt')],
    issuer,
    entityId: `${sp}/metadata`,
    acs: `${sp}/saml/acs`,
    now,
    clockSkew: 0,
    inResponseTo: '_req_0123456789abcdef',
    decryptionKeys: row.key ? [file(row.key).toString('utf8')] : [],
    ...(path.includes('deflate') ? {} : { binding: 'post' }),
  })
  return { accepted: verdict === 'accepted', code }
}

function redirect(row: Row): Found {
  return judgedBy(() => {
    const message = readRedirect(
      file(row.path ?? '')
        .toString('utf8')
        .trim(),
    )
    const verified = verifyRedirect(message, [key(row, 'keys/idp.crt')], readLogoutRequest)
    return judgeLogoutRequest(verified, { issuer, clockSkew: 0 })
  })
}

function logout(row: Row): Found {
  const octets = file(row.path ?? '')
  const expected = { now, clockSkew: 0, issuer, destination: `${sp}/saml/slo` }
  const keys = [key(row, 'keys/idp.crt')]
  const answer = octets.includes('<samlp:LogoutResponse') || octets.includes('<samlp:Response')
  return judgedBy(() =>
    answer
      ? judgeLogoutResponse(verifyLogoutResponse(octets, keys), { ...expected, inResponseTo: '_lr_sp_1' })
      : judgeLogoutRequest(verifyLogoutRequest(octets, keys), expected),
  )
}

function authnRequest(row: Row): Found {
  const octets = file(row.path ?? '')
  const expected = { now, issuer: `${sp}/metadata`, replyUrls: [`${sp}/saml/acs`] }
  return judgedBy(() => {
    const request = readAuthnRequest(octets)
    if (!request.signaturePresent) return judgeAuthnRequest(request, undefined, expected)
    const { value, signatures } = verifyAuthnRequest(octets, [readCertificate(file('keys/sp.crt'))])
    return judgeAuthnRequest(value, signatures, expected)
  })
}

function metadata(row: Row): Found {
  return judgedBy(() => {
    const read = readMetadata(file(row.path ?? ''), { keys: [readCertificate(file('keys/idp2.crt'))] })
    return judgeMetadata(read, { now, keyConfigured: true })
  })
}

const folders = { redirect, logout, authnrequest: authnRequest, metadata } as const

const judge = (row: Row): Found => {
  const [folder = ''] = (row.path ?? '').split('/')
  if (folder === 'redirect' || folder === 'logout' || folder === 'authnrequest' || folder === 'metadata') {
    return folders[folder](row)
  }
  return response(row)
}

overFolder('the corpus of live signatures', live, () => {
  const rows = readManifest(new URL('MANIFEST.tsv', live))

  test('is there', () => expect(rows.length).toBeGreaterThan(190))

  for (const row of rows) {
    const path = row.path ?? ''
    const exception = exceptions.get(path)
    test(`${path}: ${exception ?? row.verdict}`, () => {
      const found = judge(row)
      if (exception !== undefined) return expect(found.accepted).toBe(row.verdict !== 'accept')
      expect(found, path).toMatchObject({ accepted: row.verdict === 'accept' })
      if (found.code === null) return
      expect(ruleOf(found.code), `${path}: ${found.code}`).toBe(otherRule[path] ?? row.rule)
    })
  }
})
