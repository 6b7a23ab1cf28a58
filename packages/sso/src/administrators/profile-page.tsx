import {
  Button,
  Csrf,
  Danger,
  ErrorSummary,
  Field,
  type FieldError,
  Head,
  Part,
  Row,
  Stack,
} from '@postern/kit/html'
import type { Session } from '@postern/kit/session'
import { type Administrator, roleWords } from './administrator.ts'
import { NewPassword } from './new-password.tsx'
import { profilePath } from './paths.ts'
import { SessionsTable } from './sessions-table.tsx'

export interface ProfilePageProps {
  readonly of: Administrator
  readonly sessions: readonly Session[]
  readonly own: string
  readonly recoveryCodes: number
  readonly email: string
  readonly errors: readonly FieldError[]
  readonly csrf: string
}

/** What an administrator keeps in order for oneself. */
export function ProfilePage(props: ProfilePageProps) {
  const { of, sessions, own, csrf } = props
  return (
    <>
      <Head title={of.userName} lead={`${roleWords[of.role].label}. ${roleWords[of.role].may}`} />
      <ErrorSummary errors={props.errors} />
      <SecondFactor {...props} />
      <Email {...props} />
      <Password {...props} />
      <Part title="Sessions">
        <SessionsTable
          sessions={sessions}
          own={own}
          action={`${profilePath}/sessions`}
          csrf={csrf}
          none="Not signed in anywhere"
        />
      </Part>
    </>
  )
}

function SecondFactor({ of, recoveryCodes }: ProfilePageProps) {
  if (!of.hasCode)
    return (
      <Part title="Second factor">
        <p>A password alone lets you in. With an authenticator app a stolen password does not.</p>
        <Row>
          <Button kind="primary" href={`${profilePath}/app`}>
            Set up an authenticator app
          </Button>
        </Row>
      </Part>
    )
  const left = recoveryCodes === 1 ? '1 recovery code is' : `${recoveryCodes} recovery codes are`
  return (
    <Part title="Second factor">
      <p>
        The sign-in asks for a code of your authenticator app. {left} left, each for one time without the app.
      </p>
      <Row>
        <Button href={`${profilePath}/recovery-codes`}>Make new recovery codes</Button>
        <Button href={`${profilePath}/app`}>Use another app</Button>
      </Row>
      <Danger
        title="Without a second factor"
        action={
          <Button kind="danger" href={`${profilePath}/app/off`}>
            Turn it off
          </Button>
        }
      >
        The password alone would let you in again.
      </Danger>
    </Part>
  )
}

function Email({ email, errors, csrf }: ProfilePageProps) {
  return (
    <Part title="E-mail">
      <form method="post" action={`${profilePath}/email`}>
        <Stack>
          <Csrf token={csrf} />
          <Field
            name="email"
            label="E-mail address"
            type="email"
            hint="Where alarms and warnings of this service go. Leave it empty for none."
            value={email}
            error={errors.find(({ id }) => id === 'email')?.message}
            autocomplete="email"
            maxlength={254}
            width="middle"
          />
          <Row>
            <Button>Save e-mail address</Button>
          </Row>
        </Stack>
      </form>
    </Part>
  )
}

function Password({ of, errors, csrf }: ProfilePageProps) {
  return (
    <Part title="Password">
      <form method="post" action={`${profilePath}/password`}>
        <Stack>
          <Csrf token={csrf} />
          <input type="hidden" name="userName" value={of.userName} autocomplete="username" />
          <NewPassword errors={errors} />
          <Row>
            <Button>Change password</Button>
          </Row>
        </Stack>
      </form>
    </Part>
  )
}
