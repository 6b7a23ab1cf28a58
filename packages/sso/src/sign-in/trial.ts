import type { Web } from '@postern/kit/http'
import { type Identity, Problem } from '@postern/saml'
import { personOf } from '../account-rules/person.ts'
import type { Recorder } from '../activity/recorder.ts'
import type { Connection } from '../connections/connection.ts'
import type { Begun } from './begun.ts'

/** Whether this answer belongs to a test that an administrator began in this browser. */
export const isTrial = (begun: Begun) => begun.by === 'this-browser' && begun.signIn.returnTo.to === 'test'

/**
 * Ends a test: every check was made as for a sign-in, then the row of activity is shown. Nobody is let in and the
 * application is not asked for anything, so that a connection can be tried before it is live.
 */
export async function concludeTrial(
  web: Web,
  connection: Connection,
  record: Recorder,
  identify: () => Promise<Identity>,
): Promise<Response> {
  try {
    record.note('What would come next', nextWords(await identify(), connection), 'off')
    record.tested()
  } catch (thrown) {
    if (!(thrown instanceof Problem)) throw thrown
    record.tested(thrown)
  }
  return web.redirect(`/admin/activity/${record.id}`, 303)
}

function nextWords(identity: Identity, { accounts }: Connection): string {
  const { userName } = personOf(identity)
  if (!accounts.create) return `The account ${userName} is used; without one the person is refused.`
  const groups = accounts.groups.length > 0 ? ` in ${accounts.groups.join(', ')}` : ''
  return `The account ${userName} is used; where there is none it is created${groups}.`
}
