import { Button, Door, Lines } from '@postern/kit/html'
import { framesOnly, type Web } from '@postern/kit/http'
import type { Tenant } from '../tenant/tenant.ts'
import type { Farewell } from './farewells.ts'

/** How long the applications have to end their sessions before the browser goes on, in seconds. */
const patience = 3

export interface SigningOutPageProps {
  readonly web: Web
  readonly tenant: Tenant
  readonly farewells: readonly Farewell[]
  /** Where it goes on: back to the application that asked, or to our sign-in page. */
  readonly next: string
  readonly back: string
}

/**
 * Tells every other application, in a frame of its own that nobody sees: one that does not answer holds up none of the others,
 * which a chain of redirects would. Then the browser goes on by itself, without script.
 */
export function SigningOutPage({ web, tenant, farewells, next, back }: SigningOutPageProps) {
  framesOnly(
    web,
    farewells.map(({ url }) => new URL(url).origin),
  )
  web.header('refresh', `${patience}; url=${next}`)
  return (
    <Door server="idp" title="Signing you out" brand={tenant.name} under={tenant.name}>
      <p>You are signed out here. These applications are told so; then this page goes on by itself.</p>
      <Lines items={farewells.map(({ application }) => application)} />
      {farewells.map(({ application, url }) => (
        <iframe src={url} title={`Sign-out of ${application}`} hidden={true} referrerpolicy="no-referrer" />
      ))}
      <Button full href={next}>
        {back}
      </Button>
    </Door>
  )
}

/** After a sign-out that an application asked for without a *Logout URL*: nothing can be sent back. */
export function SignedOutPage({ tenant, application }: { tenant: Tenant; application: string }) {
  return (
    <Door server="idp" title="You are signed out" brand={tenant.name} under={tenant.name}>
      <p>{application} asked for it, and has no Logout URL here to go back to. You can close this window.</p>
      <Button full href="/sign-in">
        Sign in again
      </Button>
    </Door>
  )
}
