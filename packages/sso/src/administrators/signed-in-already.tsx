import { Notice } from '@postern/kit/html'
import type { Web } from '@postern/kit/http'
import type { ConsoleAccess } from './ports.ts'

/** The user name of the administrator who is signed in in this browser. */
export async function signedInAs(
  web: Web,
  of: Pick<ConsoleAccess, 'administrators' | 'sessions'>,
): Promise<string | undefined> {
  const session = await of.sessions.current(web)
  return session && (await of.administrators.find(session.subject))?.userName
}

/** On pages that sign somebody in: a browser holds one session of the console. */
export function SignedInAlready({ userName }: { readonly userName: string | undefined }) {
  if (userName === undefined) return null
  return (
    <Notice tone="warn" title={`You are signed in as ${userName}.`}>
      Signing in here ends that session in this browser. <a href="/admin">Stay {userName}</a>
    </Notice>
  )
}
