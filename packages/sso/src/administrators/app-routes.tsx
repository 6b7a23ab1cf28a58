import { csrfToken, readForm } from '@postern/kit/form'
import { Lose, Toast } from '@postern/kit/html'
import type { Env, Web } from '@postern/kit/http'
import { checkOneTimeCode, newOneTimeSecret } from '@postern/kit/one-time-code'
import { Hono } from 'hono'
import { record } from '../audit/store.ts'
import { hasSecondFactor } from './administrator.ts'
import { AppPage, RecoveryCodesPage } from './app-page.tsx'
import { ownAccount, subjectOf } from './own.ts'
import { profilePath } from './paths.ts'
import type { ConsoleAccess } from './ports.ts'
import { freshProof } from './proof.ts'
import { secondFactors } from './second-factor.ts'
import { Shell } from './shell.tsx'
import { whoOf } from './who.ts'

const app_ = `${profilePath}/app`
const recovery = `${profilePath}/recovery-codes`

/** One's own authenticator app and recovery codes. */
export function appRoutes(of: ConsoleAccess): Hono<Env> {
  const app = new Hono<Env>()
  app.get(app_, freshProof, (web) => showApp(web, newOneTimeSecret(web.var.world.random)))
  app.post(app_, freshProof, async (web) => {
    const form = await readForm(web)
    const { now, world } = web.var
    const secret = opened(web, form.text('sealed'))
    if (!secret) return web.redirect(app_, 303)
    const step = checkOneTimeCode({ secret, code: form.text('code'), now, after: undefined })
    if (step === undefined)
      return showApp(web, secret, 'Enter the Code that the app shows now. It changes every 30 seconds.')
    const codes = await changed(web, 'Authenticator app set up', async (kept, id) => {
      await kept.setCode(id, secret, step)
      return kept.makeRecoveryCodes(id, world.random)
    })
    await of.sessions.closeOthers(ownAccount(web).session)
    return showCodes(web, codes, 'The authenticator app is set up.')
  })
  app.get(recovery, freshProof, (web) => askCodes(web))
  app.post(recovery, freshProof, async (web) => {
    await readForm(web)
    const codes = await changed(web, 'Recovery codes made', (kept, id) =>
      kept.makeRecoveryCodes(id, web.var.world.random),
    )
    return showCodes(web, codes)
  })
  app.get(`${app_}/off`, freshProof, (web) => askOff(web))
  app.post(`${app_}/off`, freshProof, async (web) => {
    await readForm(web)
    await changed(web, 'Authenticator app turned off', async (kept, id) => {
      await kept.turnCodeOff(id)
      await kept.removeRecoveryCodesOfNothing(id)
    })
    return web.redirect(`${profilePath}?done=off`, 303)
  })
  return app
}

type Kept = ReturnType<typeof secondFactors>

/** A change of the own second factor and its entry in the log, or neither. */
function changed<T>(
  web: Web,
  action: string,
  work: (kept: Kept, id: ReturnType<typeof ownAccount>['administrator']['id']) => Promise<T>,
): Promise<T> {
  const { administrator } = ownAccount(web)
  const { store, seal } = web.var.world
  return store.transaction(async (inside) => {
    const made = await work(secondFactors(inside, seal), administrator.id)
    await record(inside, whoOf(web), { action, subject: subjectOf(administrator) })
    return made
  })
}

const purpose = (web: Web) => `a secret that ${ownAccount(web).administrator.id} is shown`

function opened(web: Web, sealed: string): string | undefined {
  try {
    return web.var.world.seal.open(sealed, purpose(web))
  } catch {
    return undefined
  }
}

function showApp(web: Web, secret: string, error?: string) {
  const { administrator } = ownAccount(web)
  const { seal, settings } = web.var.world
  return web.html(
    <Shell web={web} title="Set up an authenticator app" current={profilePath}>
      <AppPage
        userName={administrator.userName}
        secret={secret}
        sealed={seal.close(secret, purpose(web))}
        host={settings.publicUrl.host}
        replaces={hasSecondFactor(administrator)}
        csrf={csrfToken(web)}
        error={error}
      />
    </Shell>,
    error ? 400 : 200,
  )
}

/** Of the first second factor, whichever it is, or made anew. */
export function showCodes(web: Web, codes: readonly string[], says?: string) {
  return web.html(
    <Shell web={web} title="Your recovery codes" current={profilePath}>
      <RecoveryCodesPage codes={codes} />
      {says && <Toast>{says}</Toast>}
    </Shell>,
  )
}

function askCodes(web: Web) {
  return web.html(
    <Shell web={web} title="New recovery codes" current={profilePath}>
      <Lose
        title="Make new recovery codes?"
        lost={['The codes that you have stop working.', 'Authenticator app and passkeys stay as they are.']}
        action={recovery}
        csrf={csrfToken(web)}
        button="Make new recovery codes"
        keep={{ href: profilePath, label: 'Keep those I have' }}
      />
    </Shell>,
  )
}

function askOff(web: Web) {
  const { hasPasskey } = ownAccount(web).administrator
  return web.html(
    <Shell web={web} title="Turn the authenticator app off" current={profilePath}>
      <Lose
        title="Turn the authenticator app off?"
        lost={
          hasPasskey
            ? ['Codes of the app stop working.', 'Passkeys and recovery codes stay as they are.']
            : ['The password alone lets you in.', 'Authenticator app and recovery codes stop working.']
        }
        action={`${app_}/off`}
        csrf={csrfToken(web)}
        button="Turn it off"
        keep={{ href: profilePath, label: 'Keep it' }}
      />
    </Shell>,
  )
}
