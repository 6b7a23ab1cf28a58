import { cookies, endsElsewhere, type Web } from '@postern/kit/http'
import type { Application } from '../applications/application.ts'
import { isReady, type ReadyConnection } from '../connections/connection.ts'
import { domainOf } from '../connections/domains.ts'
import { acceptable } from '../openid-provider/interaction.ts'
import type { Asked, Asker } from './askers.ts'
import { attempting } from './attempting.ts'
import { begin } from './begin.tsx'
import { ChoosePage } from './choose-page.tsx'
import { know } from './know.ts'
import type { SignInPorts } from './ports.ts'
import { signInProblem } from './problems.ts'

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
    const answered = await answer(web, { asker, asked, application }, ports)
    // Only who is sent to the identity provider, or refused, is an attempt.
    if (answered) {
      record.drop()
      return answered
    }
    const all = (await ports.connections.list()).filter(isReady)
    const ready = all.filter((connection) => connection.applicationId === application.id)
    if (ready.length === 0) throw signInProblem('no-connection', { application: application.name })
    const connection = choose(web, ready, asked.loginHint)
    if (!connection) {
      record.drop()
      return choosePage(web, ready, application)
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

/** The one that was clicked; else the one that a typed or hinted address belongs to; else the only one. */
function choose(
  web: Web,
  ready: readonly ReadyConnection[],
  hint: string | undefined,
): ReadyConnection | undefined {
  const clicked = web.req.query('connection')
  if (clicked) return ready.find(({ id }) => id === clicked)
  if (ready.length === 1) return ready[0]
  const domain = domainOf(typedAddress(web) ?? hint ?? '')
  const knowing = domain ? ready.filter(({ knownDomains }) => knownDomains.includes(domain)) : []
  return knowing.length === 1 ? knowing[0] : undefined
}

function typedAddress(web: Web): string | undefined {
  const typed = web.req.query('q')?.trim() ?? ''
  return domainOf(typed) ? typed : undefined
}

function choosePage(web: Web, ready: readonly ReadyConnection[], application: Application) {
  // Its form ends, by a redirect, at the identity provider.
  endsElsewhere(web)
  const query = (web.req.query('q') ?? '').slice(0, 200)
  const last = cookies(web).get('last-connection')
  return web.html(
    <ChoosePage
      connections={ready}
      under={`to open ${application.name}`}
      query={query}
      last={last}
      href={(connection) => `${web.req.path}?connection=${connection.id}`}
    />,
  )
}
