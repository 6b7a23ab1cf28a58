import type { Web } from '@postern/kit/http'
import type { Session } from '@postern/kit/session'
import type { Administrator } from './administrator.ts'

/** Who sent the request. Below the guard of `/admin` there is always somebody. */
export function ownAccount(web: Web): { readonly administrator: Administrator; readonly session: Session } {
  const { administrator, administratorSession: session } = web.var
  if (!administrator || !session) throw new Error('an own account is asked for before the guard of /admin')
  return { administrator, session }
}

export const subjectOf = ({ id, userName }: Administrator) => ({ kind: 'Administrator', id, name: userName })
