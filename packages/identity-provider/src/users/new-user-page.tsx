import { csrfToken } from '@postern/kit/form'
import {
  Button,
  Choice,
  Csrf,
  ErrorSummary,
  Field,
  type FieldError,
  Head,
  Part,
  Row,
  Stack,
} from '@postern/kit/html'
import type { Web } from '@postern/kit/http'
import { AdminPage } from '../console/frame.tsx'
import type { Tenant } from '../tenant/tenant.ts'
import type { TypedUser } from './new-user.ts'

export interface NewUserPageProps {
  readonly web: Web
  readonly tenant: Tenant
  readonly domains: readonly string[]
  readonly typed: TypedUser
  readonly errors: readonly FieldError[]
}

export const userCrumbs = [
  { label: 'Identity', href: '/admin' },
  { label: 'Users', href: '/admin/users' },
]

export function NewUserPage(props: NewUserPageProps) {
  const { web, tenant, typed, errors } = props
  const errorOf = (id: string) => errors.find((error) => error.id === id)?.message
  return (
    <AdminPage web={web} tenant={tenant} title="Create new user" current="/admin/users">
      <Head crumbs={userCrumbs} title="Create new user" lead="Somebody who signs in with an account here." />
      <form method="post" action="/admin/users/new">
        <Csrf token={csrfToken(web)} />
        <Stack gap="wide">
          <ErrorSummary errors={errors} />
          <Basics {...props} errorOf={errorOf} />
          <Part title="Optional">
            <Stack>
              <Field
                name="givenName"
                label="First name"
                width="middle"
                value={typed.givenName}
                error={errorOf('givenName')}
                autocomplete="off"
              />
              <Field
                name="surname"
                label="Last name"
                width="middle"
                value={typed.surname}
                error={errorOf('surname')}
                autocomplete="off"
              />
              <Field
                name="mail"
                label="Email"
                type="email"
                width="middle"
                hint="Left empty, no emailaddress claim is sent."
                value={typed.mail}
                error={errorOf('mail')}
                autocomplete="off"
              />
            </Stack>
          </Part>
          <Row>
            <Button kind="primary">Review + create</Button>
            <Button href="/admin/users">Cancel</Button>
          </Row>
        </Stack>
      </form>
    </AdminPage>
  )
}

function Basics({
  typed,
  domains,
  errorOf,
}: NewUserPageProps & { readonly errorOf: (id: string) => string | undefined }) {
  const known = domains.map((domain) => ({ value: domain, label: `@${domain}` }))
  return (
    <Part title="User">
      <Stack>
        <Field
          name="displayName"
          label="Display name"
          width="middle"
          value={typed.displayName}
          error={errorOf('displayName')}
          autocomplete="off"
          required
        />
        <Field
          name="userPrincipalName"
          label="User principal name"
          hint="The whole name, such as B.Simon@contoso.example, or only the part before the @."
          width="middle"
          value={typed.userPrincipalName}
          error={errorOf('userPrincipalName')}
          autocomplete="off"
          required
        />
        <Field
          name="domain"
          label="Domain"
          type="select"
          hint="Used where the name has no @ of its own."
          width="middle"
          options={known}
          value={typed.domain}
        />
        <div class="secret">
          <Field
            name="password"
            label="Password"
            hint="Generated. Write it down, or type another one."
            width="middle"
            mono
            value={typed.password}
            error={errorOf('password')}
            autocomplete="off"
            required
          />
          <Choice name="showPassword" label="Show password" />
        </div>
      </Stack>
    </Part>
  )
}
