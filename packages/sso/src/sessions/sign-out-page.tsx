import { Button, Csrf, Door, Facts, Hidden } from '@postern/kit/html'
import type { Application } from '../applications/application.ts'
import type { AtIdentityProvider } from './onward.ts'
import { identityProviderWords } from './words.ts'

/** Between the end of the session here and the application's own log-out. It goes on by itself, also without a script. */
export function OnwardPage(of: {
  readonly application: string
  readonly at: AtIdentityProvider
  readonly href: string
}) {
  const { application, at, href } = of
  return (
    <Door server="sso" title="You are signed out" brand="Postern" under="of this service">
      <Facts
        small
        facts={[
          { label: 'Identity provider', value: identityProviderWords[at] },
          { label: application, value: 'You go on to its own log-out.' },
        ]}
      />
      <Button kind="primary" full href={href}>
        Log out of {application} now
      </Button>
    </Door>
  )
}

/** Asked of those whom another site led here, so that it cannot sign them out. */
export function SignOutPage({ application, csrf }: { application: Application; csrf: string }) {
  return (
    <Door server="sso" title="Sign out?" brand="Postern" under={`of ${application.name} and this service`}>
      <p>Another site led you here. You are still signed in.</p>
      <form class="stack" method="post" action="/sign-out">
        <Csrf token={csrf} />
        <Hidden fields={{ application: application.id }} />
        <Button href={application.baseUrl} full>
          Stay signed in
        </Button>
        <Button kind="primary" full>
          Sign out
        </Button>
      </form>
    </Door>
  )
}
