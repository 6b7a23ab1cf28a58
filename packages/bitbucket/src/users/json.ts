import type { User } from '../directory/index.ts'
import type { Version } from '../instance/index.ts'

/** RestApplicationUser of bitbucket.md 2.1: what any user may see of another. */
export function applicationUser(user: User, publicUrl: URL) {
  return {
    name: user.name,
    emailAddress: user.emailAddress,
    id: user.id,
    displayName: user.displayName,
    active: user.active,
    slug: user.slug,
    type: 'NORMAL',
    links: { self: [{ href: new URL(`/users/${encodeURIComponent(user.slug)}`, publicUrl).href }] },
  }
}

/** RestDetailedUser: what the administration is told. A user who never signed in has no timestamp. */
export function detailedUser(user: User, publicUrl: URL, plays: Version) {
  return {
    ...applicationUser(user, publicUrl),
    directoryName: 'Bitbucket Internal Directory',
    deletable: true,
    ...(user.lastAuthenticatedAt === undefined
      ? {}
      : { lastAuthenticationTimestamp: user.lastAuthenticatedAt }),
    ...(plays.tellsWhenCreated ? { createdTimestamp: user.createdAt } : {}),
    mutableDetails: true,
    mutableGroups: true,
  }
}
