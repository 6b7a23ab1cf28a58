import { Button, Csrf, Door, ErrorSummary, Field, Hidden, Stack } from '@postern/kit/html'
import { passkeySignInPath, signInPath } from './paths.ts'
import { SignedInAlready } from './signed-in-already.tsx'
import { PasskeyRefused, WithPasskey } from './with-passkey.tsx'

export interface SignInPageProps {
  readonly csrf: string
  readonly next: string
  readonly publicUrl: URL
  readonly userName?: string | undefined
  /** Who is signed in in this browser. */
  readonly already?: string | undefined
  /** What was wrong with the last attempt; says the same whether the name or the password was. */
  readonly error?: string | undefined
  readonly passkeyError?: string | undefined
}

export function SignInPage({ csrf, next, publicUrl, already, passkeyError, ...typed }: SignInPageProps) {
  return (
    <Door
      server="sso"
      title="Sign in"
      brand="Postern"
      under="Console of the SSO service"
      foot="For administrators of this service. People sign in to Bitbucket, and Bitbucket sends them here."
    >
      <SignedInAlready userName={already} />
      <Stack>
        <PasskeyRefused title="You are not signed in" error={passkeyError} />
        <WithPassword csrf={csrf} next={next} focus={!passkeyError} {...typed} />
        <WithPasskey
          action={passkeySignInPath}
          csrf={csrf}
          publicUrl={publicUrl}
          fields={{ next }}
          button="Sign in with a passkey"
        />
        <Button kind="plain" full href="/admin/sign-in/break-glass">
          Use a break-glass code
        </Button>
      </Stack>
    </Door>
  )
}

function WithPassword({
  csrf,
  next,
  userName,
  error,
  focus,
}: Pick<SignInPageProps, 'csrf' | 'next' | 'userName' | 'error'> & { readonly focus: boolean }) {
  return (
    <form method="post" action={signInPath}>
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
          autofocus={focus && !error}
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
      </Stack>
    </form>
  )
}
