import { Button, Csrf, ErrorSummary, Field, type FieldError, Head, Part, Row, Stack } from '@postern/kit/html'
import type { Session } from '@postern/kit/session'
import { roleWords } from './administrator.ts'
import { NewPassword } from './new-password.tsx'
import { profilePath } from './paths.ts'
import { SecondFactor, type SecondFactorProps } from './second-factor-part.tsx'
import { SessionsTable } from './sessions-table.tsx'

export interface ProfilePageProps extends SecondFactorProps {
  readonly sessions: readonly Session[]
  readonly own: string
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
