import { HTTP_REDIRECT } from '@postern/saml'
import { presetOf } from '../presets/presets.ts'
import type { Connection } from './connection.ts'

/** *SSO location*: the one that was typed, else the Login URL of the metadata that is used. */
export function ssoLocationOf({ ssoLocation, identityProvider }: Connection): string {
  const { singleSignOn = [] } = identityProvider ?? {}
  const used = singleSignOn.find(({ binding }) => binding === HTTP_REDIRECT) ?? singleSignOn[0]
  return ssoLocation ?? used?.location ?? ''
}

/**
 * The hosts of entity ID and SSO location where they differ, and are no pair that this kind of identity provider is known
 * for: people would type their passwords at a place that the name does not speak of. Undefined where nothing is odd.
 */
export function oddHosts(
  connection: Connection,
  location = ssoLocationOf(connection),
): { readonly entityId: string; readonly location: string } | undefined {
  const [from, to] = [hostOf(connection.identityProvider?.entityId ?? ''), hostOf(location)]
  if (from === undefined || to === undefined || from === to) return undefined
  const usual = presetOf(connection.preset).usualHosts ?? []
  const known = usual.some((pair) => pair.entityId === from && endsIn(to, pair.location))
  return known ? undefined : { entityId: from, location: to }
}

const endsIn = (host: string, end: string) => host === end || (end.startsWith('.') && host.endsWith(end))

/** An entity ID may be any URI: one without a host says nothing of hosts. */
function hostOf(text: string): string | undefined {
  return (URL.canParse(text) ? new URL(text).hostname : '') || undefined
}
