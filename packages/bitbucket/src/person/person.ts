import type { Web } from '@postern/kit/http'
import type { Session, Sessions } from '@postern/kit/session'
import { type Source, sourceOf } from '../audit/index.ts'
import type { Directory, Permission, User } from '../directory/index.ts'

/** Somebody who is signed in, and may be. */
export interface Person {
  readonly user: User
  readonly permission: Permission
  readonly session: Session
  /** Of this request, for the audit log. */
  readonly from: Source
}

export interface People {
  readonly directory: Directory
  readonly sessions: Sessions
}

/**
 * The person of this browser. Asked anew on each request, so that deleting a user, or taking the last permission away,
 * ends what that user does at once and on every node.
 */
export async function personOf(web: Web, { directory, sessions }: People): Promise<Person | undefined> {
  const session = await sessions.current(web)
  const user = session && (await directory.users.byId(Number(session.subject)))
  if (!session || !user?.active) return undefined
  const permission = await directory.permissions.of(user)
  return permission && { user, permission, session, from: sourceOf(web) }
}

/** Ends every session of a user, in every browser: after a new password, or when the user is deleted. */
export const endSessionsOf = ({ sessions }: People, user: User): Promise<void> =>
  sessions.closeAll(String(user.id))
