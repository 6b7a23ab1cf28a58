import { Button, Csrf, Door, ErrorSummary, Hidden, Stack } from '@postern/kit/html'
import type { Administrator } from './administrator.ts'
import { CodeField, type Codes } from './code-field.tsx'
import { secondFactorPath, secondPasskeyPath, signInPath } from './paths.ts'
import { PasskeyRefused, WithPasskey } from './with-passkey.tsx'

export interface CodePageProps {
  readonly csrf: string
  readonly next: string
  readonly administrator: Administrator
  readonly codes: Codes
  readonly publicUrl: URL
  readonly error?: string | undefined
  readonly passkeyError?: string | undefined
}

/** The second step of the sign-in: by what this administrator has. */
export function CodePage({ administrator, codes, publicUrl, passkeyError, ...of }: CodePageProps) {
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
        <PasskeyRefused title="You are not signed in" error={passkeyError} />
        {hasPasskey && (
          <WithPasskey
            action={secondPasskeyPath}
            csrf={of.csrf}
            publicUrl={publicUrl}
            fields={{ next: of.next }}
            button="Use a passkey"
            kind="primary"
          />
        )}
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

interface WithCodeProps extends Pick<CodePageProps, 'csrf' | 'next' | 'error'> {
  readonly codes: Exclude<Codes, 'none'>
  readonly primary: boolean
  readonly focus: boolean
}

function WithCode({ csrf, next, error, codes, primary, focus }: WithCodeProps) {
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
