import type { Letter } from '@postern/kit/mail'
import { breakGlassPath } from './paths.ts'
import type { BreakGlassCode } from './store.ts'

/** What every administrator with an e-mail address is told. */
export function letterOf(
  code: BreakGlassCode,
  of: { readonly to: readonly string[]; readonly from: string; readonly now: number; readonly host: URL },
): Letter {
  const when = new Date(of.now).toISOString().slice(0, 16).replace('T', ' ')
  return {
    to: of.to.slice(0, 100),
    subject: `A break-glass code was used at ${of.host.host}`,
    text: [
      `Break-glass code ${code.number} (${code.id}) was used on ${when} UTC from ${of.from}.`,
      'Whoever used it has all rights in the console of the SSO service for half an hour.',
      '',
      'If that was not one of you: sign in, look at Audit log, make new codes, and end the session.',
      'If it was: sign in and acknowledge the alarm.',
      '',
      new URL(breakGlassPath, of.host).href,
      '',
    ].join('\n'),
  }
}
