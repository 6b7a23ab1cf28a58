import { Button, Csrf, Door, ErrorSummary, Field, Hidden, Stack } from '@postern/kit/html'
import { SignedInAlready } from './signed-in-already.tsx'

export interface SignInPageProps {
  readonly csrf: string
  readonly next: string
  readonly userName?: string
  /** Who is signed in in this browser. */
  readonly already?: string | undefined
  /** What was wrong with the last attempt; says the same whether the name or the password was. */
  readonly error?: string
}

export function SignInPage({ csrf, next, userName, already, error }: SignInPageProps) {
  return (
    <Door
      server="sso"
      title="Sign in"
      brand="Postern"
      under="Console of the SSO service"
      foot="For administrators of this service. People sign in to Bitbucket, and Bitbucket sends them here."
    >
      <SignedInAlready userName={already} />
      <form method="post" action="/admin/sign-in">
        <Stack>
          <ErrorSummary
            title="You are not signed in"
            errors={error ? [{ id: 'userName', message: error }] : []}
          />
          <Csrf token={csrf} />
          <Hidden fields={{ next }} />
          <Field
            name="userName"
            label="User name"
            value={userName}
            autocomplete="username"
            autofocus={!error}
            maxlength={200}
            required
          />
          <Field
            name="password"
            label="Password"
            type="password"
            autocomplete="current-password"
            maxlength={200}
            required
          />
          <Button kind="primary" full>
            Sign in
          </Button>
          <Button kind="plain" full href="/admin/sign-in/break-glass">
            Use a break-glass code
          </Button>
        </Stack>
      </form>
    </Door>
  )
}
