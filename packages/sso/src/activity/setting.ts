import type { Attempt, Refusal } from './activity.ts'

interface Setting {
  readonly label: string
  readonly href: string
}

/** The page of the connection on which a refusal of this code is mended, or compared, by what its code begins with. */
const pages: readonly (readonly [beginning: string, page: string, label: string])[] = [
  ['certificate-expired', 'setup/metadata-import', 'Metadata import'],
  ['signature-', 'setup/signature-verification', 'Signature verification'],
  ['signed-part', 'settings', 'Settings'],
  ['algorithm', 'settings', 'Settings'],
  ['issuer', 'setup/metadata-import', 'Metadata import'],
  ['time', 'settings', 'Settings'],
  ['issue-instant', 'settings', 'Settings'],
  ['confirmation-time', 'settings', 'Settings'],
  ['life', 'settings', 'Settings'],
  ['unsolicited', 'settings', 'Settings'],
  ['domain-not-known', 'known-domains', 'Known domains'],
  ['user-name-domain', 'known-domains', 'Known domains'],
  ['account-unknown', 'setup/bitbucket-user-accounts', 'Bitbucket user accounts'],
  ['claim-', 'attributes', 'Attribute mapping'],
  ['account-name', 'attributes', 'Attribute mapping'],
  ['account-subject', 'attributes', 'Attribute mapping'],
  ['account-address', 'attributes', 'Attribute mapping'],
]

/** Refusals after which the person waits for somebody to say whose an account is. */
const waiting = ['account-taken', 'account-is-administrator', 'account-several', 'account-name-in-use']

/** Where in the console this refusal is mended; undefined where the attempt came by no connection. */
export function settingOf({ connection, person }: Attempt, { code }: Refusal): Setting | undefined {
  if (code.startsWith('application-')) return { label: 'Applications', href: '/admin/applications' }
  if (waiting.includes(code)) return { label: 'Decisions', href: '/admin/accounts/decisions' }
  if (!connection) return undefined
  const at = `/admin/connections/${connection.id}`
  const page = pages.find(([beginning]) => code.startsWith(beginning))
  if (page) return { label: `${page[2]} of ${connection.name}`, href: `${at}/${page[1]}` }
  if (code.startsWith('account-') && person)
    return { label: `Accounts of ${person}`, href: `/admin/accounts?q=${encodeURIComponent(person)}` }
  return { label: connection.name, href: at }
}
