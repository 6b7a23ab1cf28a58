import { execFile } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { type Running, startServer } from './processes.ts'

const apache = '/usr/sbin/apache2'
const modules = '/usr/lib/apache2/modules'
const generator = '/usr/sbin/mellon_create_metadata'
const isRoot = process.getuid?.() === 0

/** Why Apache with mod_auth_mellon cannot be asked here; undefined when it can. */
export const missingMellon: string | undefined = [apache, `${modules}/mod_auth_mellon.so`, generator].every(
  existsSync,
)
  ? undefined
  : 'apache2 and libapache2-mod-auth-mellon are not installed'

/** Apache's mod_auth_mellon, which stands on lasso, before a page that says who is there. */
export interface Mellon {
  readonly entityId: string
  readonly replyUrl: string
  /** The page that only people who signed in see. */
  readonly secret: string
  /** Begins a sign-out that ends at `open`, a page for everybody. */
  readonly logout: string
  readonly open: string
  readonly logoutUrl: string
  /** Starts it, once the metadata of the identity provider is known. */
  start(identityProvider: string): Promise<Running>
  remove(): void
}

/** A folder, a key and metadata of its own; nothing listens yet. */
export async function makeMellon(port: number): Promise<Mellon> {
  const folder = mkdtempSync(join(tmpdir(), 'mellon-'))
  // Apache gives up being root, and must still read it.
  chmodSync(folder, 0o755)
  const origin = `http://127.0.0.1:${port}`
  const entityId = `${origin}/mellon/metadata`
  mkdirSync(join(folder, 'www', 'secret'), { recursive: true })
  const page = 'mod_auth_mellon: <!--#echo var="REMOTE_USER" -->'
  for (const place of ['', 'secret']) writeFileSync(join(folder, 'www', place, 'index.html'), page)
  // It makes a key, which takes a while; what closes meanwhile must be seen to close, so it is not waited for blindly.
  await promisify(execFile)(generator, [entityId, `${origin}/mellon`], { cwd: folder })
  const metadata = readdirSync(folder).find((name) => name.endsWith('.xml')) ?? ''
  const own = join(folder, metadata.slice(0, -'.xml'.length))
  return {
    entityId,
    replyUrl: `${origin}/mellon/postResponse`,
    secret: `${origin}/secret/`,
    logout: `${origin}/mellon/logout?ReturnTo=${encodeURIComponent(`${origin}/`)}`,
    open: `${origin}/`,
    logoutUrl: `${origin}/mellon/logout`,
    start: async (identityProvider) => {
      writeFileSync(join(folder, 'idp.xml'), identityProvider)
      const file = join(folder, 'apache.conf')
      writeFileSync(file, configuration(folder, port, own))
      try {
        return await startServer([apache, '-D', 'FOREGROUND', '-f', file], `${origin}/nothing`)
      } catch (error) {
        const log = join(folder, 'error.log')
        throw new Error(existsSync(log) ? readFileSync(log, 'utf8') : 'no error.log', { cause: error })
      }
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}

const loaded = [
  'mpm_event',
  'authn_core',
  'authz_core',
  'authz_user',
  'dir',
  'mime',
  'include',
  'auth_mellon',
]

const configuration = (folder: string, port: number, own: string) => `
${loaded.map((name) => `LoadModule ${name}_module ${modules}/mod_${name}.so`).join('\n')}
ServerName 127.0.0.1
ServerRoot ${folder}
DefaultRuntimeDir ${folder}
PidFile ${folder}/apache.pid
ErrorLog ${folder}/error.log
Mutex posixsem
TypesConfig /dev/null
AddType text/html .html
Listen 127.0.0.1:${port}
${isRoot ? 'User www-data\nGroup www-data' : ''}
DocumentRoot ${folder}/www
DirectoryIndex index.html
<Location />
  Options +Includes
  SetOutputFilter INCLUDES
  MellonEnable info
  MellonEndpointPath /mellon
  MellonSPPrivateKeyFile ${own}.key
  MellonSPCertFile ${own}.cert
  MellonSPMetadataFile ${own}.xml
  MellonIdPMetadataFile ${folder}/idp.xml
  MellonSecureCookie Off
  MellonUser "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/name"
</Location>
<Location /secret>
  AuthType Mellon
  MellonEnable auth
  Require valid-user
</Location>
`
