import { csrfToken, readForm } from '@postern/kit/form'
import type { Env, Web } from '@postern/kit/http'
import { Hono } from 'hono'
import { Shell } from '../administrators/shell.tsx'
import { whoOf } from '../administrators/who.ts'
import { record } from '../audit/store.ts'
import { days } from './keep.ts'
import { KeptPage, LosePage } from './kept-page.tsx'
import { type Activity, activity } from './store.ts'

const day = 86_400_000
const countedTo = 10_000
const address = '/admin/activity/kept'

/** How long attempts are kept. To keep them for less is asked twice where something is lost. */
export function keptRoutes(of: { readonly activity: Activity }): Hono<Env> {
  const app = new Hono<Env>()
  app.get(address, async (web) => shown(web, String(await of.activity.daysKept())))
  app.post(address, async (web) => {
    const form = await readForm(web)
    const sure = web.req.query('sure') === 'yes'
    const typed = (sure ? (web.req.query('days') ?? '') : form.text('days')).trim()
    const chosen = /^\d{1,4}$/.test(typed) ? Number(typed) : Number.NaN
    if (!(chosen >= days.least && chosen <= days.most))
      return shown(web, typed.slice(0, 20), `Enter a number of days from ${days.least} to ${days.most}.`)
    const from = web.var.now - chosen * day
    const lost = sure ? 0 : await of.activity.countBefore(from, countedTo)
    if (lost > 0) return asked(web, chosen, from, lost)
    const before = await of.activity.daysKept()
    await web.var.world.store.transaction(async (inside) => {
      await activity(inside).keepFor(chosen)
      await record(inside, whoOf(web), {
        action: 'How long activity is kept changed',
        subject: { kind: 'Settings', id: 'activity', name: 'Activity' },
        before: { Days: before },
        after: { Days: chosen },
      })
    })
    return web.redirect('/admin/activity?done=kept', 303)
  })
  return app
}

function shown(web: Web, typed: string, error?: string) {
  return web.html(
    <Shell web={web} title="How long activity is kept" current="/admin/activity">
      <KeptPage csrf={csrfToken(web)} typed={typed} {...(error ? { error } : {})} />
    </Shell>,
    error ? 400 : 200,
  )
}

function asked(web: Web, chosen: number, before: number, lost: number) {
  const words = lost === 1 ? '1 attempt' : `${lost} attempts`
  return web.html(
    <Shell web={web} title="How long activity is kept" current="/admin/activity">
      <LosePage
        csrf={csrfToken(web)}
        days={chosen}
        before={before}
        lost={lost === countedTo ? `${countedTo} attempts or more` : words}
      />
    </Shell>,
  )
}
