import { Button, Door, ErrorSummary, Field, type FieldError, Hidden, Notice, Stack } from '@postern/kit/html'
import type { Person } from '../person/index.ts'
import type { KeptForm } from './kept-form.ts'

export interface AccessPageProps {
  readonly host: string
  readonly person: Person
  readonly csrf: string
  /** The path to go on to. */
  readonly next: string
  /** A form that was sent to `next` too late. */
  readonly kept?: KeptForm | undefined
  readonly error?: string | undefined
}

export const websudoPath = '/websudo'

/** *Administrator Access*: the password once more, before anything is administered. */
export function AccessPage({ host, person, csrf, next, kept, error }: AccessPageProps) {
  const { user, session } = person
  const errors: FieldError[] = error === undefined ? [] : [{ id: 'j_password', message: error }]
  return (
    <Door
      server="host"
      brand="Bitbucket"
      title="Administrator Access"
      under={host}
      foot="Asked once, then again when you have administered nothing for 10 minutes."
    >
      <p>
        Confirm that it is you, <b>{user.displayName}</b>, before you change how Bitbucket works for
        everybody.
      </p>
      {kept && (
        <Notice title="Nothing was changed yet.">
          What you sent came after your 10 minutes. It is kept, and sent when you confirm; a password in it is
          asked for again.
        </Notice>
      )}
      <form class="stack" method="post" action={websudoPath}>
        <ErrorSummary errors={errors} title="Access was not given" />
        <Hidden fields={{ atl_token: csrf, j_username: user.name, next }} />
        {kept && <Hidden fields={{ kept: JSON.stringify(kept) }} />}
        <Field
          name="j_password"
          label="Password"
          type="password"
          hint={
            <>
              Of the account <code>{user.name}</code> in Bitbucket itself.
            </>
          }
          error={error}
          autocomplete="current-password"
          autofocus={!error}
          required
        />
        <Button kind="primary" full>
          Confirm
        </Button>
      </form>
      {session.facts.by === 'provider' && <WithoutPassword person={person} next={next} />}
      <Button full kind="plain" href="/">
        Go to the home page
      </Button>
    </Door>
  )
}

/** Who came in by single sign-on may never have had a password here. */
function WithoutPassword({ person, next }: { person: Person; next: string }) {
  const { provider } = person.session.facts
  const address = `/login?${new URLSearchParams({ next }).toString()}&auth_fallback`
  return (
    <Stack gap="tight">
      <h2>You came in through {provider}</h2>
      <p>
        Bitbucket does not take the password of {provider} here. If your account has none of its own, or you
        do not know it, there are two ways:
      </p>
      <ul>
        <li>
          Another administrator sets one: Administration, Users, {person.user.displayName}, New password.
        </li>
        <li>Or log in as an administrator who has a password.</li>
      </ul>
      <Button full href={address}>
        Log in with username and password
      </Button>
    </Stack>
  )
}
