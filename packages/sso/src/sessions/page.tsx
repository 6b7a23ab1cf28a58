import { Button, Csrf, Door, Facts, Notice, Stack, Toast, When } from '@postern/kit/html'
import type { Account } from '../accounts/account.ts'
import { ChooseList } from '../connections/choose-list.tsx'
import { addressPath } from '../connections/connection.ts'
import type { Offered } from './choose.ts'
import type { AtIdentityProvider } from './onward.ts'
import type { PersonSession } from './sessions.ts'
import { identityProviderWords } from './words.ts'

/** Where an application is opened: the address of a connection to it, or the application itself. */
export interface Opening {
  readonly name: string
  readonly href: string
}

export interface SignedInProps {
  readonly account: Account
  readonly session: PersonSession
  readonly connectionName: string
  readonly application: Opening
  /** In how many other browsers the person is signed in. */
  readonly others: number
  readonly csrf: string
}

/** A person's own page: who is signed in, the way on, and the way out. */
export function SignedInPage({ account, session, connectionName, application, others, csrf }: SignedInProps) {
  return (
    <Door server="sso" title="You are signed in" brand="Postern" under={account.displayName}>
      <Facts
        small
        facts={[
          { label: 'Account', value: account.userName },
          { label: 'Signed in by', value: connectionName },
          { label: 'Since', value: <When at={session.openedAt} /> },
        ]}
      />
      <Stack gap="tight">
        <Button kind="primary" full href={application.href}>
          Open {application.name}
        </Button>
        <form method="post" action="/sign-out">
          <Csrf token={csrf} />
          <Stack gap="tight">
            <Button full>Sign out</Button>
            {others > 0 && (
              <Button kind="plain" full name="everywhere" value="yes">
                {others === 1
                  ? 'Sign out here and in one other browser'
                  : `Sign out here and in ${others} other browsers`}
              </Button>
            )}
          </Stack>
        </form>
      </Stack>
    </Door>
  )
}

/** What somebody was signed out of, besides this service. */
export interface SignedOut {
  readonly at: AtIdentityProvider
  /** Where the application's own session is ended. */
  readonly application: Opening | undefined
  /** The application sent the browser back: it has no session any more. */
  readonly back: boolean
}

/** For somebody who is not signed in: the ways in. */
export function SignedOutPage({
  offered,
  signedOut,
}: {
  offered: Offered
  signedOut: SignedOut | undefined
}) {
  const { among, page, query } = offered
  const bare = query === '' && page === 1 && !among.more
  return (
    <Door
      server="sso"
      title={signedOut ? 'You are signed out' : 'Sign in'}
      brand="Postern"
      under={signedOut ? 'of this service' : undefined}
    >
      {signedOut && <ElsewhereToo {...signedOut} />}
      {among.choices.length > 0 ? (
        <ChooseList
          {...offered}
          bare={bare}
          href={(parameters) => `/?${new URLSearchParams(parameters).toString()}`}
          wayOf={({ id }) => addressPath(id)}
        />
      ) : (
        <Notice title="Nobody can sign in yet">An administrator has not finished the set-up.</Notice>
      )}
      {signedOut && <Toast>You are signed out.</Toast>}
    </Door>
  )
}

function ElsewhereToo({ at, application, back }: SignedOut) {
  const still = `${application ? 'Its own session' : 'A session there'} ends when you log out there, or when it is unused for a while.`
  return (
    <>
      <Facts
        small
        facts={[
          { label: 'Identity provider', value: identityProviderWords[at] },
          { label: application?.name ?? 'Applications', value: back ? 'Logged out' : still },
        ]}
      />
      {application && !back && (
        <Button full href={application.href}>
          Log out of {application.name}
        </Button>
      )}
    </>
  )
}
