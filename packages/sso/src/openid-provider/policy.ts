import type { Session } from '@postern/kit/session'
import type { World } from '@postern/kit/world'
import { interactionPolicy, type KoaContextWithOIDC, type interactionPolicy as Policies } from 'oidc-provider'
import type { Accounts } from '../accounts/store.ts'
import type { Applications } from '../applications/store.ts'
import { acceptable, wanted } from './interaction.ts'
import { forget } from './session.ts'

const { Check, base } = interactionPolicy

/**
 * When a person must be asked (again): always, unless our session, asked now, is acceptable to the request. There is no
 * consent: the administrator who connected the application gave it for everybody.
 */
export function policy(of: {
  readonly world: World
  readonly ours: (ctx: KoaContextWithOIDC) => Promise<Session | undefined>
  readonly accounts: Accounts
  readonly applications: Applications
}): Policies.DefaultPolicy {
  const prompts = base()
  prompts.remove('consent')
  const login = prompts.get('login')
  if (!login) throw new Error('oidc-provider has no login prompt')
  login.checks.remove('no_session')
  login.checks.remove('max_age')
  login.checks.add(
    new Check('our_session', 'nobody is signed in who answers the request', 'login_required', (ctx) =>
      asks(of, ctx),
    ),
  )
  // What the prompt was shown for may be another check than ours: the interaction starts from nobody in every case, or
  // the library would compare its session with the one at the end and refuse.
  const { details } = login
  login.details = (ctx) => {
    forget(ctx)
    return details(ctx)
  }
  return prompts
}

async function asks(of: Parameters<typeof policy>[0], ctx: KoaContextWithOIDC): Promise<boolean> {
  const { oidc } = ctx
  const now = of.world.clock()
  const session = await of.ours(ctx)
  const account = session && (await of.accounts.find(session.subject))
  const application = await of.applications.findByClient(oidc.client?.clientId ?? '')
  if (!session || !account || !application) return Check.REQUEST_PROMPT
  if (oidc.session?.accountId !== account.id || oidc.account === undefined) return Check.REQUEST_PROMPT
  // On the way back the interaction was finished by `/sign-in/:uid`, which judged the rest; it must still be this person.
  const answers =
    oidc.route === 'resume'
      ? account.applicationId === application.id
      : acceptable(session, account, wanted({ ...oidc.params }, application.id), now)
  return answers ? Check.NO_NEED_TO_PROMPT : Check.REQUEST_PROMPT
}
