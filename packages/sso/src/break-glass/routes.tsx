import { csrfToken, readForm } from '@postern/kit/form'
import { Lose, Toast } from '@postern/kit/html'
import type { Env, Web } from '@postern/kit/http'
import type { Mail } from '@postern/kit/mail'
import { Hono } from 'hono'
import { reaches } from '../administrators/administrator.ts'
import { emergency } from '../administrators/emergency.ts'
import type { ConsoleAccess } from '../administrators/ports.ts'
import { freshProof } from '../administrators/proof.ts'
import { ownersOnly } from '../administrators/roles.ts'
import { Shell } from '../administrators/shell.tsx'
import { whoOf } from '../administrators/who.ts'
import type { Applications } from '../applications/store.ts'
import { record } from '../audit/store.ts'
import { enterRoutes, judge } from './enter-routes.tsx'
import { BreakGlassPage, type BreakGlassPageProps, SheetPage } from './page.tsx'
import { breakGlassPath } from './paths.ts'
import { breakGlassProblem } from './problems.ts'
import { type BreakGlass, type BreakGlassCode, breakGlass, makeCodes } from './store.ts'

export interface BreakGlassPorts {
  readonly codes: BreakGlass
  readonly access: ConsoleAccess
  readonly applications: Applications
  readonly mail: Mail
}

export function breakGlassRoutes(of: BreakGlassPorts): Hono<Env> {
  const app = new Hono<Env>()
  app.get(breakGlassPath, (web) => show(web, of))
  app.get(`${breakGlassPath}/make`, ownersOnly, freshProof, (web) => askMake(web, of))
  app.post(`${breakGlassPath}/make`, ownersOnly, freshProof, async (web) => {
    await readForm(web)
    return make(web)
  })
  app.post(`${breakGlassPath}/test`, async (web) => {
    const typed = (await readForm(web)).text('code').slice(0, 60)
    const judged = await judge(web, of, typed)
    if (typeof judged === 'string') return show(web, of, { says: judged, right: false })
    await of.codes.tested(judged, web.var.now)
    await record(web.var.world.store, whoOf(web), {
      action: 'Break-glass code tested',
      subject: subjectOf(judged),
    })
    return show(web, of, { says: `Code ${judged.number} is right and unused.`, right: true })
  })
  app.post(`${breakGlassPath}/:id/acknowledge`, async (web) => {
    await readForm(web)
    const { administrator, now, world } = web.var
    if (!administrator || administrator.id === emergency.id)
      throw breakGlassProblem('alarm-needs-administrator', {})
    const code = await of.codes.find(web.req.param('id'))
    await world.store.transaction(async (inside) => {
      const id = web.req.param('id')
      if (await breakGlass(inside).acknowledge(id, now, administrator.userName))
        await record(inside, whoOf(web), {
          action: 'Break-glass alarm acknowledged',
          subject: code ? subjectOf(code) : { kind: 'Break-glass code', id, name: id },
        })
    })
    return web.redirect(`${breakGlassPath}?done=acknowledged`, 303)
  })
  app.route('/', enterRoutes(of))
  return app
}

const subjectOf = ({ id, number }: BreakGlassCode) => ({
  kind: 'Break-glass code',
  id,
  name: `${number} (${id})`,
})

async function show(web: Web, of: BreakGlassPorts, tested?: BreakGlassPageProps['tested']) {
  const [codes, applications] = await Promise.all([of.codes.list(), of.applications.list()])
  const { administrator, world } = web.var
  return web.html(
    <Shell web={web} title="Break-glass" current={breakGlassPath}>
      <BreakGlassPage
        codes={codes}
        fallbacks={applications.map(({ name, baseUrl }) => ({
          name,
          href: `${baseUrl}/login?auth_fallback`,
        }))}
        origin={world.settings.publicUrl.origin}
        mayChange={administrator !== undefined && reaches(administrator.role, 'administrator')}
        owner={administrator?.role === 'owner'}
        mailIsSetUp={of.mail.isSetUp}
        csrf={csrfToken(web)}
        tested={tested}
      />
      {web.req.query('done') === 'acknowledged' && <Toast>The alarm is acknowledged.</Toast>}
    </Shell>,
    tested && !tested.right ? 400 : 200,
  )
}

async function askMake(web: Web, of: BreakGlassPorts) {
  const left = (await of.codes.list()).filter(({ used }) => !used).length
  return web.html(
    <Shell web={web} title="Make new codes" current={breakGlassPath}>
      <Lose
        title="Make new break-glass codes?"
        lead="They are shown once. Have a printer or pen and paper ready."
        lost={
          left === 0
            ? ['Nothing is lost: there are no codes yet.']
            : [
                `The ${left} unused codes stop working: destroy the old sheet.`,
                'Codes that were used stay in the list.',
              ]
        }
        action={`${breakGlassPath}/make`}
        csrf={csrfToken(web)}
        button="Make new codes"
        keep={{ href: breakGlassPath, label: 'Cancel' }}
      />
    </Shell>,
  )
}

async function make(web: Web) {
  const { administrator, now, world } = web.var
  const made = await makeCodes(world.random)
  await world.store.transaction(async (inside) => {
    await breakGlass(inside).replace(made, administrator?.userName ?? '', now)
    const subject = { kind: 'Break-glass codes', id: 'all', name: made.map(({ id }) => id).join(', ') }
    await record(inside, whoOf(web), { action: 'Break-glass codes made', subject })
  })
  return web.html(
    <Shell web={web} title="Print this page now" current={breakGlassPath}>
      <SheetPage codes={made.map(({ code }) => code)} origin={world.settings.publicUrl.origin} />
    </Shell>,
  )
}
