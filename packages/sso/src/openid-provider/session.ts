import type { Session, Sessions } from '@postern/kit/session'
import type { World } from '@postern/kit/world'
import type { KoaContextWithOIDC, default as Provider } from 'oidc-provider'

/** The part of a request that says which browser it is. */
interface FromBrowser {
  readonly req: { readonly headers: { readonly cookie?: string | undefined } }
}

/** Our session of the browser that a request comes from. */
export function ourSession(of: { world: World; sessions: Sessions }) {
  return ({ req }: FromBrowser): Promise<Session | undefined> =>
    of.sessions.inHeader(of.world, req.headers.cookie, of.world.clock())
}

/**
 * There is one session, ours. Left alone, oidc-provider keeps one of its own for 14 days beside it and answers with
 * whoever signed in first. Here its session is made anew for each request from ours, and is written nowhere: neither to
 * the store nor to a cookie.
 *
 * On the way back from an interaction (`resume`) it starts empty: the interaction's result says who it is, and the
 * policy compares that with ours. A session that already named somebody else would make the library show its own
 * sign-out page in between.
 */
export function deriveSessions(
  provider: Provider,
  ours: (ctx: FromBrowser) => Promise<Session | undefined>,
): void {
  provider.Session.get = async (ctx) => {
    const session = new provider.Session()
    Object.defineProperty(session, 'destroyed', { value: true })
    const found = await ours(ctx)
    if (found) session.uid = found.key
    if (found && !('oidc' in ctx && isResume(ctx.oidc))) adopt(session, found)
    return session
  }
}

const isResume = (oidc: unknown) =>
  typeof oidc === 'object' && oidc !== null && 'route' in oidc && oidc.route === 'resume'

/** Whom our session names, and when that person was seen. */
function adopt(session: InstanceType<Provider['Session']>, found: Session): void {
  const loginTs = Math.floor(found.authenticatedAt / 1_000)
  session.loginAccount({ accountId: found.subject, loginTs, transient: true })
}

/** Forgets whom the request's session names: an interaction is to say it. */
export function forget({ oidc }: KoaContextWithOIDC): void {
  const { session } = oidc
  if (!session) return
  delete session.accountId
  delete session.loginTs
}
