import { csrfToken } from '@postern/kit/form'
import { Button, Csrf, Door, ErrorSummary, Field, type FieldError } from '@postern/kit/html'
import { endsElsewhere, type Web } from '@postern/kit/http'
import type { Tenant } from '../tenant/tenant.ts'
import { ChosenPasswordFields } from '../users/chosen-password-fields.tsx'
import type { User } from '../users/user.ts'
import { codePath, newPasswordPath } from './paths.ts'

interface StepProps {
  readonly web: Web
  readonly tenant: Tenant
  readonly user: User
}

const foot = <a href="/sign-in?other=yes">Sign in with another account</a>

/** *Enter code*: the authenticator app. */
export function CodePage({ web, tenant, user, error }: StepProps & { readonly error?: string }) {
  endsElsewhere(web)
  return (
    <Door server="idp" title="Enter code" brand={tenant.name} under={user.userPrincipalName} foot={foot}>
      <form class="stack" method="post" action={codePath}>
        <Csrf token={csrfToken(web)} />
        <ErrorSummary
          title="You are not signed in yet"
          errors={error === undefined ? [] : [{ id: 'code', message: error }]}
        />
        <Field
          name="code"
          label="Code"
          hint="The six digits that your authenticator app shows for this account."
          inputmode="numeric"
          autocomplete="one-time-code"
          width="short"
          error={error}
          autofocus={error === undefined}
          required
        />
        <Button kind="primary" full>
          Verify
        </Button>
      </form>
    </Door>
  )
}

/** *Update your password*: the one that was given by an administrator is good for one sign-in. */
export function NewPasswordPage({
  web,
  tenant,
  user,
  errors,
}: StepProps & { readonly errors: readonly FieldError[] }) {
  endsElsewhere(web)
  return (
    <Door
      server="idp"
      title="Update your password"
      brand={tenant.name}
      under={user.userPrincipalName}
      foot={foot}
    >
      <p>
        This is the first time you sign in, or your password was set by an administrator. Choose your own.
      </p>
      <form class="stack" method="post" action={newPasswordPath}>
        <Csrf token={csrfToken(web)} />
        <ErrorSummary errors={errors} title="Your password was not changed" />
        <ChosenPasswordFields errors={errors} />
        <Button kind="primary" full>
          Sign in
        </Button>
      </form>
    </Door>
  )
}
