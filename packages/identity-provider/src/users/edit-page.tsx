import { csrfToken } from '@postern/kit/form'
import {
  Button,
  Choice,
  Csrf,
  ErrorSummary,
  type FieldError,
  Head,
  Part,
  Row,
  Stack,
} from '@postern/kit/html'
import type { Web } from '@postern/kit/http'
import { AdminPage } from '../console/frame.tsx'
import type { Tenant } from '../tenant/tenant.ts'
import { DisplayNameField, errorIn, MustChange, NewPasswordField, OptionalFields } from './fields.tsx'
import { userCrumbs, userPath, usersPath } from './paths.ts'
import type { TypedProperties } from './properties.ts'
import type { User } from './user.ts'

export interface EditUserPageProps {
  readonly web: Web
  readonly tenant: Tenant
  readonly user: User
  readonly typed: TypedProperties & { readonly enabled: boolean }
  readonly errors: readonly FieldError[]
}

const crumbsOf = (user: User) => [...userCrumbs, { label: user.displayName, href: userPath(user.id) }]

export function EditUserPage(props: EditUserPageProps) {
  const { web, tenant, user, typed, errors } = props
  const path = userPath(user.id)
  return (
    <AdminPage web={web} tenant={tenant} title={`Edit ${user.displayName}`} current={usersPath}>
      <Head crumbs={crumbsOf(user)} title="Edit properties" lead={user.userPrincipalName} />
      <form method="post" action={`${path}/edit`}>
        <Csrf token={csrfToken(web)} />
        <Stack gap="wide">
          <ErrorSummary errors={errors} />
          <Part title="User">
            <Stack>
              <DisplayNameField typed={typed} errors={errors} />
              <Choice
                name="enabled"
                id="enabled"
                label="Account enabled"
                hint="Without it nobody signs in with this account; sessions here end at once."
                checked={typed.enabled}
                error={errorIn(errors, 'enabled')}
              />
            </Stack>
          </Part>
          <Part title="Optional">
            <OptionalFields typed={typed} errors={errors} />
          </Part>
          <Row>
            <Button kind="primary">Save</Button>
            <Button href={path}>Cancel</Button>
          </Row>
        </Stack>
      </form>
    </AdminPage>
  )
}

export interface ResetPasswordPageProps {
  readonly web: Web
  readonly tenant: Tenant
  readonly user: User
  readonly password: string
  readonly mustChange: boolean
  readonly errors: readonly FieldError[]
}

export function ResetPasswordPage(props: ResetPasswordPageProps) {
  const { web, tenant, user, password, mustChange, errors } = props
  const path = userPath(user.id)
  return (
    <AdminPage web={web} tenant={tenant} title={`Reset password of ${user.displayName}`} current={usersPath}>
      <Head
        crumbs={crumbsOf(user)}
        title="Reset password"
        lead={`${user.displayName} signs in with the new password from then on, and is signed out everywhere here.`}
      />
      <form method="post" action={`${path}/reset-password`}>
        <Csrf token={csrfToken(web)} />
        <Stack>
          <ErrorSummary errors={errors} />
          <NewPasswordField typed={{ password }} errors={errors} />
          <MustChange checked={mustChange} />
          <Row>
            <Button kind="primary">Reset password</Button>
            <Button href={path}>Cancel</Button>
          </Row>
        </Stack>
      </form>
    </AdminPage>
  )
}
