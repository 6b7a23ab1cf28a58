import { execFile } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { Visitor } from 'postern/sandbox'
import type { Person } from '../../journeys/doors.ts'
import { type Running, startServer } from './processes.ts'

const pages = '/usr/share/simplesamlphp/www'

/** Why SimpleSAMLphp cannot be asked here; undefined when it can. */
export const missingSimpleSamlPhp: string | undefined =
  existsSync('/usr/bin/php') && existsSync(join(pages, 'index.php'))
    ? undefined
    : 'php-cli and simplesamlphp are not installed'

/** SimpleSAMLphp as an identity provider with one person, who has an email address for a name. */
export interface SimpleSamlPhp extends Running {
  readonly metadata: string
  /** Lets the service provider in: its Entity ID and its Reply URL. */
  readonly register: (entityId: string, replyUrl: string) => void
  /** Where a sign-in that begins at the identity provider begins. */
  readonly launch: (entityId: string) => string
}

export async function startSimpleSamlPhp(port: number, person: Person): Promise<SimpleSamlPhp> {
  const folder = mkdtempSync(join(tmpdir(), 'simplesamlphp-'))
  const origin = `http://127.0.0.1:${port}/`
  for (const name of ['metadata', 'cert', 'log', 'data', 'tmp', 'sessions']) mkdirSync(join(folder, name))
  const key = ['-keyout', join(folder, 'cert', 'idp.pem'), '-out', join(folder, 'cert', 'idp.crt')]
  const subject = ['-subj', '/CN=SimpleSAMLphp', '-days', '2']
  await promisify(execFile)('/usr/bin/openssl', [
    'req',
    '-x509',
    '-newkey',
    'rsa:2048',
    '-nodes',
    ...subject,
    ...key,
  ])
  const write = (name: string, php: string) => writeFileSync(join(folder, name), `<?php\n${php}\n`)
  write('config.php', configuration(folder, origin))
  write('authsources.php', sources(person))
  write(join('metadata', 'saml20-idp-hosted.php'), hosted)
  write(join('metadata', 'saml20-sp-remote.php'), '')
  const php = [
    '/usr/bin/php',
    '-d',
    `session.save_path=${folder}/sessions`,
    '-S',
    `127.0.0.1:${port}`,
    '-t',
    pages,
  ] as const
  const environment = { SIMPLESAMLPHP_CONFIG_DIR: folder }
  const server = await startServer([...php], `${origin}saml2/idp/metadata.php`, environment)
  const { text } = await new Visitor(origin).get('/saml2/idp/metadata.php')
  const idp = `${origin}saml2/idp/SSOService.php`
  return {
    metadata: text,
    register: (entityId, replyUrl) =>
      write(join('metadata', 'saml20-sp-remote.php'), remote(entityId, replyUrl)),
    launch: (entityId) => `${idp}?spentityid=${encodeURIComponent(entityId)}`,
    stop: async () => {
      await server.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

const quoted = (text: string) => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`

const configuration = (folder: string, origin: string) => `$config = [
  'baseurlpath' => ${quoted(origin)},
  'certdir' => ${quoted(`${folder}/cert/`)},
  'loggingdir' => ${quoted(`${folder}/log/`)},
  'datadir' => ${quoted(`${folder}/data/`)},
  'tempdir' => ${quoted(`${folder}/tmp`)},
  'metadatadir' => ${quoted(`${folder}/metadata/`)},
  'logging.handler' => 'file',
  'secretsalt' => 'of the tests against peers',
  'auth.adminpassword' => 'of the tests against peers, too',
  'timezone' => 'UTC',
  'enable.saml20-idp' => true,
  'module.enable' => ['exampleauth' => true, 'core' => true, 'saml' => true],
  'store.type' => 'phpsession',
  'session.cookie.secure' => false,
  'session.cookie.samesite' => null,
  'session.phpsession.cookiename' => 'SimpleSAML',
  'metadata.sources' => [['type' => 'flatfile']],
  'language.available' => ['en'],
  'language.default' => 'en',
];`

const sources = ({ userName, password }: Person) => `$config = [
  'people' => ['exampleauth:UserPass', ${quoted(`${userName}:${password}`)} => ['mail' => [${quoted(userName)}]]],
];`

/** As its documentation has it for names that are email addresses. */
const hosted = `$metadata['__DYNAMIC:1__'] = [
  'host' => '__DEFAULT__',
  'privatekey' => 'idp.pem',
  'certificate' => 'idp.crt',
  'auth' => 'people',
  'authproc' => [3 => [
    'class' => 'saml:AttributeNameID',
    'attribute' => 'mail',
    'Format' => 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress',
  ]],
];`

const remote = (entityId: string, replyUrl: string) => `$metadata[${quoted(entityId)}] = [
  'AssertionConsumerService' => ${quoted(replyUrl)},
  'NameIDFormat' => 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress',
  'simplesaml.nameidattribute' => 'mail',
];`
