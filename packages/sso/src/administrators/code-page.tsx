import { Button, Csrf, Door, ErrorSummary, Hidden, Stack } from '@postern/kit/html'
import { CodeField } from './code-field.tsx'
import { secondFactorPath, signInPath } from './paths.ts'

export interface CodePageProps {
  readonly csrf: string
  readonly next: string
  readonly userName: string
  readonly error?: string | undefined
}

/** The second step of the sign-in. */
export function CodePage({ csrf, next, userName, error }: CodePageProps) {
  return (
    <Door
      server="sso"
      title="Enter your code"
      brand="Postern"
      under={userName}
      foot="Lost both? An owner can give you a new link under Administrators. It asks for a new password and a new app."
    >
      <form method="post" action={secondFactorPath}>
        <Stack>
          <ErrorSummary
            title="You are not signed in"
            errors={error ? [{ id: 'code', message: error }] : []}
          />
          <Csrf token={csrf} />
          <Hidden fields={{ next }} />
          <CodeField error={error} autofocus={!error} />
          <Button kind="primary" full>
            Sign in
          </Button>
          <Button kind="plain" full href={signInPath}>
            Sign in as somebody else
          </Button>
        </Stack>
      </form>
    </Door>
  )
}
