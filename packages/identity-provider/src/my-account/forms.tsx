import { csrfToken } from '@postern/kit/form'
import {
  Button,
  Copy,
  Csrf,
  ErrorSummary,
  Field,
  type FieldError,
  Hidden,
  Row,
  Stack,
} from '@postern/kit/html'
import type { Web } from '@postern/kit/http'
import { oneTimeUri, QrCode } from '@postern/kit/one-time-code'
import type { Child } from 'hono/jsx'
import type { Tenant } from '../tenant/tenant.ts'
import { ChosenPasswordFields } from '../users/chosen-password-fields.tsx'
import { errorIn } from '../users/fields.tsx'
import type { User } from '../users/user.ts'
import { AccountFrame, accountPath } from './frame.tsx'

interface FormProps {
  readonly web: Web
  readonly tenant: Tenant
  readonly user: User
  readonly errors: readonly FieldError[]
}

function AccountForm({
  web,
  errors,
  action,
  button,
  children,
}: FormProps & { action: string; button: string; children: Child }) {
  return (
    <form method="post" action={action}>
      <Csrf token={csrfToken(web)} />
      <Stack>
        <ErrorSummary errors={errors} title="Nothing was changed" />
        {children}
        <Row>
          <Button kind="primary">{button}</Button>
          <Button href={accountPath}>Cancel</Button>
        </Row>
      </Stack>
    </form>
  )
}

/** Whoever finds a browser open must not take the account over with it. */
const CurrentPassword = ({ errors }: { errors: readonly FieldError[] }) => (
  <Field
    name="password"
    label="Current password"
    type="password"
    width="middle"
    autocomplete="current-password"
    error={errorIn(errors, 'password')}
    required
  />
)

export function ChangePasswordPage(props: FormProps) {
  return (
    <AccountFrame
      {...props}
      title="Change password"
      lead="You stay signed in here, and are signed out elsewhere."
    >
      <AccountForm {...props} action={`${accountPath}/password`} button="Change password">
        <CurrentPassword errors={props.errors} />
        <ChosenPasswordFields errors={props.errors} />
      </AccountForm>
    </AccountFrame>
  )
}

/** `sealed` carries the secret from one look at the page to the next, so that a wrong code does not change the picture. */
export function AddAuthenticatorPage(
  props: FormProps & { readonly secret: string; readonly sealed: string },
) {
  const { tenant, user, errors, secret, sealed } = props
  const uri = oneTimeUri({ secret, issuer: tenant.name, account: user.userPrincipalName })
  return (
    <AccountFrame
      {...props}
      title="Add authenticator app"
      lead="Scan the picture with an authenticator app, or type the key into it. Then type the code that it shows."
    >
      <QrCode text={uri} says="Picture of the key below, for an authenticator app" />
      <Copy label="key" value={secret} />
      <AccountForm {...props} action={`${accountPath}/authenticator`} button="Add authenticator app">
        <Hidden fields={{ sealed }} />
        <Field
          name="code"
          label="Code"
          hint="The six digits that the app shows now."
          inputmode="numeric"
          autocomplete="one-time-code"
          width="short"
          error={errorIn(errors, 'code')}
          required
        />
        <CurrentPassword errors={errors} />
      </AccountForm>
    </AccountFrame>
  )
}

export function RemoveAuthenticatorPage(props: FormProps) {
  return (
    <AccountFrame
      {...props}
      title="Remove authenticator app"
      lead="From then on your password alone lets you in. The account in the app itself has to be deleted there."
    >
      <AccountForm
        {...props}
        action={`${accountPath}/authenticator/remove`}
        button="Remove authenticator app"
      >
        <CurrentPassword errors={props.errors} />
      </AccountForm>
    </AccountFrame>
  )
}
