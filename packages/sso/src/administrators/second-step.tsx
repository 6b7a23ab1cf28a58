import { csrfToken } from '@postern/kit/form'
import type { Web } from '@postern/kit/http'
import type { Session } from '@postern/kit/session'
import type { Administrator } from './administrator.ts'
import type { Codes } from './code-field.tsx'
import { CodePage, type CodePageProps } from './code-page.tsx'
import { limited } from './password.ts'
import type { ConsoleAccess } from './ports.ts'
import { placeOf } from './sessions.ts'

/** Who typed the right password a moment ago in this browser. */
export async function halfway(
  web: Web,
  of: ConsoleAccess,
): Promise<{ administrator: Administrator; session: Session } | undefined> {
  const session = await of.halfSessions.current(web)
  const administrator = session && (await of.administrators.find(session.subject))
  return session && administrator && !administrator.disabled ? { administrator, session } : undefined
}

/** The second step, again where something was wrong with the first attempt. */
export async function showSecondStep(
  web: Web,
  of: ConsoleAccess,
  administrator: Administrator,
  shown: Pick<CodePageProps, 'next' | 'error' | 'passkeyError'>,
): Promise<Response> {
  const wrong = shown.error ?? shown.passkeyError
  return web.html(
    <CodePage
      csrf={csrfToken(web)}
      administrator={administrator}
      codes={await codesOf(of, administrator)}
      publicUrl={web.var.world.settings.publicUrl}
      {...shown}
    />,
    wrong ? 400 : 200,
  )
}

export async function codesOf(of: ConsoleAccess, { id, hasCode }: Administrator): Promise<Codes> {
  if (hasCode) return 'app'
  return (await of.secondFactors.countRecoveryCodes(id)) > 0 ? 'recovery' : 'none'
}

export async function enter(web: Web, of: ConsoleAccess, { id }: { id: string }, next: string) {
  await of.sessions.open(web, { subject: id, facts: placeOf(web) })
  return web.redirect(next, 303)
}

/** The administrator, or the sentence that says why not. */
export function checkCode(web: Web, of: ConsoleAccess, who: Administrator, typed: string) {
  return limited(web, of.attempts, { kind: 'administrator code', account: who.id }, async () =>
    (await of.secondFactors.check(who.id, typed.slice(0, 40), web.var.now))
      ? who
      : 'Code is not one that counts now. Wait for the next, and check the clock of the telephone.',
  )
}
