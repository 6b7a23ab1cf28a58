import type { World } from '@postern/kit/world'

/**
 * What oidc-provider's cookies are called. Their paths hold the interaction's uid, so that two tabs do not take each
 * other's; a path is what `__Host-` forbids, hence `__Secure-`. `session` is named only because the library wants a name.
 */
export function providerCookies({ name, settings }: World) {
  const prefix = settings.publicUrl.protocol === 'https:' ? `__Secure-${name}` : name
  return {
    session: `${prefix}-openid-session`,
    interaction: `${prefix}-openid-interaction`,
    resume: `${prefix}-openid-resume`,
  }
}
