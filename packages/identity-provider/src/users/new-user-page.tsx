import { csrfToken } from '@postern/kit/form'
import { Button, Csrf, ErrorSummary, Field, type FieldError, Head, Part, Row, Stack } from '@postern/kit/html'
import type { Web } from '@postern/kit/http'
import { AdminPage } from '../console/frame.tsx'
import { may } from '../console/person.ts'
import type { Tenant } from '../tenant/tenant.ts'
import { AssignmentsFields } from './assignments-fields.tsx'
import { DisplayNameField, errorIn, MustChange, NewPasswordField, OptionalFields } from './fields.tsx'
import type { TypedAssignments } from './new-assignments.ts'
import type { TypedUser } from './new-user.ts'
import { userCrumbs, usersPath } from './paths.ts'

export interface NewUserPageProps {
  readonly web: Web
  readonly tenant: Tenant
  readonly domains: readonly string[]
  readonly typed: TypedUser
  readonly assigned: TypedAssignments
  readonly errors: readonly FieldError[]
}

/** *New user* > *Create new user*. */
export function NewUserPage(props: NewUserPageProps) {
  const { web, tenant, errors } = props
  return (
    <AdminPage web={web} tenant={tenant} title="Create new user" current={usersPath}>
      <Head crumbs={userCrumbs} title="Create new user" lead="Somebody who signs in with an account here." />
      <form method="post" action={`${usersPath}/new`}>
        <Csrf token={csrfToken(web)} />
        <Stack gap="wide">
          <ErrorSummary errors={errors} />
          <Part title="User">
            <Stack>
              <DisplayNameField {...props} />
              <UserPrincipalNameFields {...props} />
              <NewPasswordField {...props} />
              <MustChange checked={props.typed.mustChange} />
              <Field
                name="enabled"
                label="Account enabled"
                type="select"
                width="short"
                options={[
                  { value: 'yes', label: 'Yes' },
                  { value: 'no', label: 'No' },
                ]}
                value={props.typed.enabled || 'yes'}
              />
            </Stack>
          </Part>
          <Part title="Optional">
            <Stack>
              <OptionalFields {...props} />
              <AssignmentsFields {...props} mayGiveRoles={may(web)} />
            </Stack>
          </Part>
          <Row>
            <Button kind="primary">Review + create</Button>
            <Button href={usersPath}>Cancel</Button>
          </Row>
        </Stack>
      </form>
    </AdminPage>
  )
}

function UserPrincipalNameFields({ typed, domains, errors }: NewUserPageProps) {
  return (
    <>
      <Field
        name="userPrincipalName"
        label="User principal name"
        hint="The whole name, such as B.Simon@contoso.example, or only the part before the @."
        width="middle"
        value={typed.userPrincipalName}
        error={errorIn(errors, 'userPrincipalName')}
        autocomplete="off"
        required
      />
      <Field
        name="domain"
        label="Domain"
        type="select"
        hint="Used where the name has no @ of its own."
        width="middle"
        options={domains.map((domain) => ({ value: domain, label: `@${domain}` }))}
        value={typed.domain}
      />
    </>
  )
}
