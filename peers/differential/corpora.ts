import { existsSync, readFileSync } from 'node:fs'
import { certificatePem, Problem, readCertificates, readPost } from '@postern/saml'
import { corpora, type Row, readManifest, samples } from '../../packages/saml/src/testing/corpora.ts'
import type { Circumstances, Message } from './message.ts'

/** Messages that are not part of the project, where they are present. */
export function corpusMessages(): readonly Message[] {
  return [...live(), ...imported(), ...ofEntra()]
}

const folders = ['accept', 'attributes', 'audience', 'c14n', 'dtd', 'encoding', 'encryption', 'id', 'issuer']
const moreFolders = ['limits', 'signature', 'text', 'time', 'xsw']

function live(): readonly Message[] {
  const folder = new URL('live/', corpora)
  if (!existsSync(folder)) return []
  const text = (path: string) => readFileSync(new URL(path, folder), 'utf8')
  return readManifest(new URL('MANIFEST.tsv', folder))
    .filter(({ path = '' }) => [...folders, ...moreFolders].includes(path.split('/')[0] ?? ''))
    .filter(({ path = '' }) => path.endsWith('.xml'))
    .map((row) => ({
      name: `live/${row.path}`,
      octets: readFileSync(new URL(row.path ?? '', folder)),
      of: {
        certificates: [text(row.cert || 'keys/idp.crt')],
        issuer: 'https://idp.test.invalid/metadata',
        entityId: 'https://sp.test.invalid/metadata',
        replyUrl: 'https://sp.test.invalid/saml/acs',
        now: Date.parse('2026-01-15T12:00:00Z'),
        inResponseTo: '_req_0123456789abcdef',
        decryptionKey: text('keys/sp.key'),
        old: false,
      },
    }))
}

const sets = ['dex', 'gosaml2', 'node-saml', 'php-saml', 'python3-saml', 'samlshield'] as const

function imported(): readonly Message[] {
  return sets.flatMap((set) => {
    const folder = new URL(`imported/${set}/`, corpora)
    if (!existsSync(folder)) return []
    return readManifest(new URL('MANIFEST.tsv', folder))
      .filter((row) => row.kind === 'Response')
      .flatMap((row) => importedMessage(set, folder, row))
  })
}

const listed = (field: string | undefined) => (field ?? '').split(';').filter((one) => one !== '')

/** Rows without a certificate prove nothing: nobody can accept them. */
function importedMessage(set: string, folder: URL, row: Row): readonly Message[] {
  const read = (path: string) =>
    readFileSync(new URL(encodeURIComponent(path).replaceAll('%2F', '/'), folder))
  try {
    const certificates = listed(row.cert).flatMap((path) => readCertificates(read(path)).map(certificatePem))
    if (certificates.length === 0) return []
    const [key] = listed(row.key)
    const of: Circumstances = {
      certificates,
      issuer: row.issuer ?? '',
      entityId: row.aud ?? '',
      replyUrl: row.acs ?? '',
      now: Date.parse(row.clock || '2020-01-01T00:00:00Z'),
      ...(key === undefined ? {} : { decryptionKey: read(key).toString('utf8') }),
      old: true,
    }
    const octets = read(row.path ?? '')
    const message = row.enc === 'base64' ? Buffer.from(readPost(octets.toString('latin1').trim())) : octets
    return [{ name: `imported/${set}/${row.path}`, octets: message, of }]
  } catch (problem) {
    if (problem instanceof Problem) return []
    throw problem
  }
}

function ofEntra(): readonly Message[] {
  if (!existsSync(samples)) return []
  const read = (name: string) => readFileSync(new URL(`responses/${name}`, samples))
  const octets = read('azuread-signed-assertion-wai-saml2.xml')
  return [
    {
      name: 'samples/entra/azuread-signed-assertion-wai-saml2.xml',
      octets,
      of: {
        certificates: [read('azuread-wai-saml2.crt').toString('utf8')],
        issuer: 'https://sts.windows.net/b0a63ade-3ec7-4d8b-991f-87eb4336274a/',
        entityId: 'https://loopback.ja-sore.de:3443/',
        replyUrl: 'https://loopback.ja-sore.de:3443/auth/page/saml2/login',
        now: Date.parse('2023-05-09T15:46:00Z'),
        old: false,
      },
    },
  ]
}
