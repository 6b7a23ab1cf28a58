import { execFile, spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { writeIdentityProviderMetadata, writeServiceProviderMetadata } from '@postern/saml'
import { keys, pem } from '../../packages/saml/src/testing/keys.ts'

const python = '/usr/bin/python3'
const script = fileURLToPath(new URL('lasso_messages.py', import.meta.url))

/** Why lasso cannot be asked here; undefined when it can. */
export const missingLasso: string | undefined =
  spawnSync(python, ['-c', 'import lasso']).status === 0 ? undefined : 'python3-lasso is not installed'

export const idp = { entityId: 'https://idp.example.test/', location: 'https://idp.example.test/saml2' }
export const sp = {
  entityId: 'https://sp.example.test/metadata',
  replyUrl: 'https://sp.example.test/acs',
  logout: 'https://sp.example.test/logout',
}

export const metadata = {
  'identity provider': writeIdentityProviderMetadata({
    id: '_0d3c2b1a-0000-4000-8000-000000000001',
    entityId: idp.entityId,
    certificates: [keys.idp.certificate],
    location: idp.location,
  }),
  'service provider': writeServiceProviderMetadata({
    id: '_0d3c2b1a-0000-4000-8000-000000000002',
    entityId: sp.entityId,
    assertionConsumerServiceUrl: sp.replyUrl,
    singleLogoutLocation: sp.logout,
    signingCertificates: [keys.sp.certificate],
    encryptionCertificates: [keys.sp.certificate],
  }),
}

export type Role = keyof typeof metadata

/** What lasso said, as strings; throws its error. */
export type Said = Readonly<Record<string, string>>

/** Lasso does one thing in the role `as`; the other role is ours. */
export async function lasso(does: string, as: Role, of: Readonly<Record<string, unknown>>): Promise<Said> {
  const name = as === 'identity provider' ? 'idp' : 'sp'
  const role: Role = as === 'identity provider' ? 'service provider' : 'identity provider'
  const own = { metadata: metadata[as], key: pem(`${name}.key`), certificate: pem(`${name}.crt`) }
  const question = JSON.stringify({ do: does, own, other: { role, metadata: metadata[role] }, ...of })
  const said = await new Promise<string>((resolve, reject) => {
    const bounds = { timeout: 20_000 }
    const child = execFile(python, ['-W', 'ignore', script], bounds, (error, out) =>
      error ? reject(error) : resolve(out),
    )
    child.stdin?.end(`${question}\n`)
  })
  const answer: Said = JSON.parse(said.split('\n').find((line) => line.startsWith('{')) ?? '{}')
  if (answer.error !== undefined) throw new Error(answer.error)
  return answer
}
