import { Button, Csrf, Door, ErrorSummary, Hidden, Stack } from '@postern/kit/html'
import { PasskeyForm } from '../passkeys/form.tsx'
import type { Administrator } from './administrator.ts'
import { CodeField } from './code-field.tsx'
import { secondFactorPath, secondPasskeyPath, signInPath } from './paths.ts'

export interface CodePageProps {
  readonly csrf: string
  readonly next: string
  readonly administrator: Administrator
  readonly codes: 'app' | 'recovery' | 'none'
  readonly publicUrl: URL
  readonly error?: string | undefined
  readonly passkeyError?: string | undefined
}

/** The second step of the sign-in: by what this administrator has. */
export function CodePage({ administrator, codes, passkeyError, ...of }: CodePageProps) {
  const { userName, hasPasskey } = administrator
  return (
    <Door
      server="sso"
      title={hasPasskey ? 'One more step' : 'Enter your code'}
      brand="Postern"
      under={userName}
      foot="Lost all of it? An owner can give you a new link under Administrators. It asks for a new password, and what you lost stops working."
    >
      <Stack>
        {passkeyError && (
          <ErrorSummary
            title="You are not signed in"
            errors={[{ id: 'with-passkey', message: passkeyError }]}
          />
        )}
        {hasPasskey && <WithPasskey {...of} />}
        {codes !== 'none' && (
          <WithCode codes={codes} primary={!hasPasskey} focus={!passkeyError && !hasPasskey} {...of} />
        )}
        <Button kind="plain" full href={signInPath}>
          Sign in as somebody else
        </Button>
      </Stack>
    </Door>
  )
}

type Shared = Pick<CodePageProps, 'csrf' | 'next' | 'publicUrl' | 'error'>

function WithPasskey({ csrf, next, publicUrl }: Shared) {
  return (
    <div id="with-passkey">
      <PasskeyForm
        action={secondPasskeyPath}
        csrf={csrf}
        publicUrl={publicUrl}
        fields={{ next }}
        asks="get"
        button="Use a passkey"
        kind="primary"
        full
      />
    </div>
  )
}

function WithCode({
  csrf,
  next,
  error,
  codes,
  primary,
  focus,
}: Shared & { readonly codes: 'app' | 'recovery'; readonly primary: boolean; readonly focus: boolean }) {
  return (
    <form method="post" action={secondFactorPath}>
      <Stack>
        <ErrorSummary title="You are not signed in" errors={error ? [{ id: 'code', message: error }] : []} />
        <Csrf token={csrf} />
        <Hidden fields={{ next }} />
        <CodeField codes={codes} error={error} autofocus={focus && !error} />
        <Button kind={primary ? 'primary' : undefined} full>
          {primary ? 'Sign in' : 'Sign in with the code'}
        </Button>
      </Stack>
    </form>
  )
}
