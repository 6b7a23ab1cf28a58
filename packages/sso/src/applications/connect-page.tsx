import {
  Button,
  Choice,
  Csrf,
  ErrorSummary,
  Field,
  type FieldError,
  Head,
  Row,
  Stack,
} from '@postern/kit/html'
import type { ConnectForm } from './connect-form.ts'

export interface ConnectPageProps {
  readonly form: ConnectForm
  readonly errors: readonly FieldError[]
  readonly csrf: string
}

/** *Connect Bitbucket*: three answers and a box. */
export function ConnectPage({ form, errors, csrf }: ConnectPageProps) {
  const error = (id: string) => errors.find((one) => one.id === id)?.message
  return (
    <>
      <Head
        title="Connect Bitbucket"
        lead="Postern enters itself among Bitbucket’s Authentication methods, and makes accounts there for people who sign in."
        crumbs={[{ label: 'Applications', href: '/admin/applications' }]}
      />
      <form method="post" action="/admin/applications/connect">
        <Csrf token={csrf} />
        <Stack gap="wide">
          <ErrorSummary
            errors={errors}
            title={errors.length === 1 ? 'Bitbucket is not connected' : undefined}
          />
          <Stack>
            <Field
              name="baseUrl"
              label="Base URL"
              type="url"
              hint="The address of Bitbucket’s start page, with the context path where there is one."
              value={form.baseUrl}
              error={error('baseUrl')}
              autocomplete="off"
              maxlength={1_000}
              mono
              required
            />
            <Field
              name="userName"
              label="Administrator’s user name"
              hint="An account of Bitbucket’s internal directory with the permission System Admin, best one made for Postern alone."
              value={form.userName}
              error={error('userName')}
              autocomplete="off"
              maxlength={255}
              width="middle"
              required
            />
            <Field
              name="password"
              label="Password"
              type="password"
              hint="Kept encrypted, and sent to Bitbucket only."
              error={error('password')}
              autocomplete="off"
              maxlength={1_000}
              width="middle"
              required
            />
            <Choice
              name="straight"
              id="straight"
              checked={form.straight}
              label="Send people straight to sign-in"
              hint="Bitbucket’s own login form is hidden. It stays within reach at /login?auth_fallback, for the day when single sign-on is down."
            />
          </Stack>
          <Row>
            <Button kind="primary">Connect Bitbucket</Button>
            <Button href="/admin/applications">Back</Button>
          </Row>
        </Stack>
      </form>
    </>
  )
}
