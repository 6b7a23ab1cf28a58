import { endsElsewhere, type Web } from '@postern/kit/http'
import type { Application } from '../applications/application.ts'
import { domainOf } from '../connections/domains.ts'
import { pageAsked } from '../connections/last-used.ts'
import { acceptable } from '../openid-provider/interaction.ts'
import { backFromLogOut } from '../sessions/onward.ts'
import type { Asked, Asker } from './askers.ts'
import { attempting } from './attempting.ts'
import { begin } from './begin.tsx'
import { type Chosen, choose, queryOf } from './choose.ts'
import { ChoosePage } from './choose-page.tsx'
import { delayed } from './delay.tsx'
import { know } from './know.ts'
import type { SignInPorts } from './ports.ts'

/**
 * Where a provider of ours sends a browser when it must know who the person is: with an acceptable session it is
 * answered at once, else the person goes to the identity provider, chosen first where there are several.
 */
export function interact(web: Web, asker: Asker, ports: SignInPorts): Promise<Response> {
  const of = { web, activity: ports.activity, startedBy: 'application' } as const
  return attempting(of, async (record) => {
    const asked = await asker.read(web)
    const application = await ports.applications.require(asked.applicationId)
    record.know({ application: application.name })
    const answered =
      (await answer(web, { asker, asked, application }, ports)) ?? backFromLogOut(web, application)
    // Only who is sent to the identity provider, or refused, is an attempt.
    if (answered) {
      record.drop()
      return answered
    }
    const chosen = await choose(web, application, asked, ports)
    const under = `to open ${application.name}`
    if ('among' in chosen) {
      record.drop()
      return choosePage(web, chosen, under)
    }
    const { connection, byHand } = chosen
    if (!byHand && connection.choices.delaySeconds > 0) {
      record.drop()
      return delayed(web, connection, under)
    }
    await know(record, connection, ports)
    return begin(web, { connection, record, ...beginning(web, asker, asked) }, ports)
  })
}

function beginning(web: Web, asker: Asker, asked: Asked) {
  return {
    returnTo: asker.returnTo(asked),
    loginHint: typedAddress(web) ?? asked.loginHint,
    fresh: asked.fresh || asked.maxAgeSeconds !== undefined,
  }
}

/** The answer that can be given at once; undefined where the person must be asked. */
async function answer(
  web: Web,
  of: { readonly asker: Asker; readonly asked: Asked; readonly application: Application },
  ports: SignInPorts,
): Promise<Response | undefined> {
  const { asker, asked, application } = of
  const session = await ports.sessions.current(web)
  const account = session && (await ports.accounts.find(session.subject))
  if (session && account && acceptable(session, account, asked, web.var.now))
    return asker.answer(web, { account, application, session })
  return asked.passive ? asker.refuse(web, application) : undefined
}

function typedAddress(web: Web): string | undefined {
  const typed = queryOf(web)
  return domainOf(typed) ? typed : undefined
}

function choosePage(web: Web, chosen: Extract<Chosen, { among: unknown }>, under: string) {
  // Its form ends, by a redirect, at the identity provider.
  endsElsewhere(web)
  const href = (parameters: Readonly<Record<string, string>>) =>
    `${web.req.path}?${new URLSearchParams(parameters).toString()}`
  return web.html(
    <ChoosePage {...chosen} under={under} query={queryOf(web)} page={pageAsked(web)} href={href} />,
  )
}
