import type { Web } from '@postern/kit/http'
import { type Identity, Problem } from '@postern/saml'
import { foresee } from '../accounts/provision.ts'
import type { Recorder } from '../activity/recorder.ts'
import type { Connection } from '../connections/connection.ts'
import { connect } from '../connectors/connect.ts'
import type { Begun } from './begun.ts'
import type { SignInPorts } from './ports.ts'
import type { SignIn } from './sign-in.ts'

export const guestPath = (token: string) => `/test-sign-in/${token}`
export const guestDonePath = (id: string) => `/test-sign-in/done/${id}`

type Trial = SignIn & { readonly returnTo: { readonly to: 'test' } }

/** The test that this answer belongs to, where an administrator or the holder of a link began one in this browser. */
export function trialOf(begun: Begun): Trial | undefined {
  if (begun.by !== 'this-browser') return undefined
  const { signIn } = begun
  const { returnTo } = signIn
  return returnTo.to === 'test' ? { ...signIn, returnTo } : undefined
}

/**
 * Ends a test: every check was made as for a sign-in, and the application was asked what the account step would find.
 * Then the row of activity is shown. Nobody is let in and nothing is changed anywhere, so that a connection can be tried
 * before it is live.
 */
export async function concludeTrial(
  web: Web,
  of: { readonly trial: Trial; readonly connection: Connection; readonly record: Recorder },
  identify: () => Promise<Identity>,
  ports: SignInPorts,
): Promise<Response> {
  const { trial, connection, record } = of
  try {
    const identity = await identify()
    noteReuse(identity, trial, connection, record)
    record.note('What would come next', await nextWords(web, identity, connection, ports), 'off')
    record.tested()
  } catch (thrown) {
    if (!(thrown instanceof Problem)) throw thrown
    record.tested(thrown)
  }
  const { link } = trial.returnTo
  return web.redirect(link ? guestDonePath(record.id) : `/admin/activity/${record.id}`, 303)
}

/** A test of who may sign in says little where somebody was signed in already. */
function noteReuse({ authnInstant }: Identity, trial: Trial, connection: Connection, record: Recorder): void {
  if (authnInstant === undefined || authnInstant >= trial.begunAt - connection.clockSkewSeconds * 1_000)
    return
  record.note(
    'A session at the identity provider was used again',
    `The person was seen there at ${new Date(authnInstant).toISOString()}, before this test: it was asked to check anew (ForceAuthn), and did not. To try another person, sign out there first.`,
    'off',
  )
}

async function nextWords(
  web: Web,
  identity: Identity,
  connection: Connection,
  { applications }: SignInPorts,
): Promise<string> {
  const { world } = web.var
  const application = connection.applicationId && (await applications.find(connection.applicationId))
  if (!application) return 'No application is chosen, so that no account was looked for.'
  const connector = await connect({ world, applications, application })
  const { userName, calls, notes } = await foresee({ world, connector, application, connection, identity })
  const as = `The person would be ${userName} in ${application.name}.`
  const steps = calls.length > 0 ? calls : ['Nothing would be changed there']
  return [as, ...[...steps, ...notes].map((one) => `${one}.`)].join(' ')
}
