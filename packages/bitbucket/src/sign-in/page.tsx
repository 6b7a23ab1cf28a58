import { Button, Door, ErrorSummary, Field, Hidden, Notice, Stack, Toast } from '@postern/kit/html'
import type { Child } from 'hono/jsx'
import { buttonOf, type LoginOptions, startPath } from '../authentication-methods/index.ts'

export interface LoginPageProps {
  readonly host: string
  readonly options: LoginOptions
  /** The path to go on to. */
  readonly next: string
  readonly username?: string | undefined
  /** Why the log-in did not work. */
  readonly failed?: string | undefined
  readonly loggedOut?: boolean | undefined
}

/** *Log in*: one button per identity provider, and the form where it is shown. */
export function LoginPage(props: LoginPageProps) {
  const { host, options, next, loggedOut } = props
  return (
    <Door server="host" brand="Bitbucket" title="Log in" under={host}>
      {loggedOut && <LoggedOut providers={options.providers.map((provider) => provider.name)} />}
      {options.providers.length > 0 && (
        <Stack gap="tight">
          {options.providers.map((provider, n) => (
            <Button
              kind={n === 0 && !options.form ? 'primary' : undefined}
              full
              href={startPath(provider, next)}
            >
              {buttonOf(provider)}
            </Button>
          ))}
        </Stack>
      )}
      {options.form && <LoginForm {...props} />}
    </Door>
  )
}

function LoggedOut({ providers }: { providers: readonly string[] }) {
  if (providers.length === 0) return <Toast>You are logged out.</Toast>
  return (
    <Notice tone="ok" title="You are logged out of Bitbucket.">
      You may still be signed in at {providers.join(', ')}.
    </Notice>
  )
}

/** The names of the fields are Bitbucket's own: scripts post to them (bitbucket.md 1b). */
function LoginForm({ next, username, failed }: LoginPageProps): Child {
  const title = 'You are not logged in'
  return (
    <form class="stack" method="post" action="/j_atl_security_check">
      {failed && <ErrorSummary title={title} errors={[{ id: 'j_username', message: failed }]} />}
      <Hidden fields={{ next }} />
      <Field
        name="j_username"
        label="Username"
        value={username}
        autocomplete="username"
        autofocus={!failed}
        required
      />
      <Field name="j_password" label="Password" type="password" autocomplete="current-password" required />
      <Button kind="primary" full>
        Log in
      </Button>
    </form>
  )
}
