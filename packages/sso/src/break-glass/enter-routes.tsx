import { csrfToken, readForm } from '@postern/kit/form'
import { Button, Csrf, Door, ErrorSummary, Field, Stack } from '@postern/kit/html'
import { clientAddress, type Env, type Web } from '@postern/kit/http'
import { Hono } from 'hono'
import { emergency, emergencyLasts } from '../administrators/emergency.ts'
import { limited } from '../administrators/password.ts'
import { signInPath } from '../administrators/paths.ts'
import { placeOf } from '../administrators/sessions.ts'
import { administrators } from '../administrators/store.ts'
import { whoOf } from '../administrators/who.ts'
import { record } from '../audit/store.ts'
import { letterOf } from './letter.ts'
import { breakGlassPath, enterPath } from './paths.ts'
import type { BreakGlassPorts } from './routes.tsx'
import { type BreakGlassCode, breakGlass, idOf } from './store.ts'

const wrong = 'Break-glass code is not one of those that were printed last, or it is mistyped.'

/** The sign-in by a break-glass code. It asks no connection, and no other server. */
export function enterRoutes(of: BreakGlassPorts): Hono<Env> {
  const app = new Hono<Env>()
  app.get(enterPath, (web) => web.html(<EnterPage csrf={csrfToken(web)} />))
  app.post(enterPath, async (web) => {
    const typed = (await readForm(web)).text('code').slice(0, 60)
    const judged = await judge(web, of, typed)
    if (typeof judged === 'string') return web.html(<EnterPage csrf={csrfToken(web)} error={judged} />, 400)
    if (!(await use(web, of, judged))) return web.html(<EnterPage csrf={csrfToken(web)} error={wrong} />, 400)
    await of.access.sessions.open(web, {
      subject: emergency.id,
      facts: { ...placeOf(web), code: judged.id },
      endsBy: web.var.now + emergencyLasts,
    })
    return web.redirect(breakGlassPath, 303)
  })
  return app
}

/**
 * The code, or the sentence that says why it is none. Letters that begin no code cost nothing and count as
 * no guess, and guesses at passwords are counted apart: nobody keeps this door shut by guessing.
 */
export async function judge(web: Web, of: BreakGlassPorts, typed: string): Promise<BreakGlassCode | string> {
  const found = await of.codes.find(idOf(typed))
  if (!found) return wrong
  return limited(web, of.access.attempts, { kind: 'break-glass', account: found.id }, async () => {
    if (!(await of.codes.verify(found, typed))) return wrong
    return found.used ? 'This break-glass code was used before. Take the next one.' : found
  })
}

/** Uses it up, and tells of it, before anybody is let in. */
function use(web: Web, of: BreakGlassPorts, code: BreakGlassCode): Promise<boolean> {
  const from = clientAddress(web)
  const { now, world } = web.var
  return world.store.transaction(async (inside) => {
    if (!(await breakGlass(inside).use(code, now, from))) return false
    const who = { ...whoOf(web), id: emergency.id, name: emergency.userName }
    const subject = { kind: 'Break-glass code', id: code.id, name: `${code.number} (${code.id})` }
    await record(inside, who, { action: 'Signed in by break-glass code', subject })
    const to = (await administrators(inside).list())
      .filter(({ disabled }) => !disabled)
      .flatMap(({ email }) => (email ? [email] : []))
    await of.mail.queue(letterOf(code, { to, from, now, host: world.settings.publicUrl }), inside)
    return true
  })
}

function EnterPage({ csrf, error }: { readonly csrf: string; readonly error?: string | undefined }) {
  return (
    <Door
      server="sso"
      brand="Postern"
      title="Break-glass"
      under="Into the console when nothing else lets you in"
      foot="The use of a code is told to every administrator. It lets you in for half an hour."
    >
      <form method="post" action={enterPath}>
        <Stack>
          <ErrorSummary
            title="You are not signed in"
            errors={error ? [{ id: 'code', message: error }] : []}
          />
          <Csrf token={csrf} />
          <Field
            name="code"
            label="Break-glass code"
            hint="One line of the printed sheet: five groups of five. Each works once."
            error={error}
            autocomplete="off"
            autofocus={!error}
            maxlength={60}
            mono
            required
          />
          <Button kind="primary" full>
            Use the code and sign in
          </Button>
          <Button kind="plain" full href={signInPath}>
            Sign in with a password
          </Button>
        </Stack>
      </form>
    </Door>
  )
}
