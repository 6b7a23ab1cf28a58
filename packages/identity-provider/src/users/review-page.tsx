import { csrfToken } from '@postern/kit/form'
import { Button, Csrf, Facts, Head, Hidden, Lines, Part, Row, Stack } from '@postern/kit/html'
import type { Web } from '@postern/kit/http'
import { AdminPage } from '../console/frame.tsx'
import type { Tenant } from '../tenant/tenant.ts'
import type { NewAssignments } from './new-assignments.ts'
import type { NewUser } from './new-user.ts'
import { userCrumbs, usersPath } from './paths.ts'
import { mailNicknameOf } from './user.ts'
import { attributeFacts } from './user-page.tsx'

export interface ReviewPageProps {
  readonly web: Web
  readonly tenant: Tenant
  readonly user: NewUser
  readonly assigned: NewAssignments
  /** As typed, so that *Back* shows it so. */
  readonly typedGroups: string
}

/** The second half of *Review + create*: everything once more, and nothing made yet. */
export function ReviewPage({ web, tenant, user, assigned, typedGroups }: ReviewPageProps) {
  const { displayName, userPrincipalName, password, givenName = '', surname = '', mail = '' } = user
  const { userType = 'Member', attributes = {}, enabled, mustChange } = user
  return (
    <AdminPage web={web} tenant={tenant} title="Review + create" current={usersPath}>
      <Head
        crumbs={[...userCrumbs, { label: 'Create new user', href: `${usersPath}/new` }]}
        title={`Create ${displayName}?`}
        lead="Nothing has been made yet."
      />
      <form method="post" action={usersPath}>
        <Csrf token={csrfToken(web)} />
        <Hidden fields={{ displayName, userPrincipalName, password, givenName, surname, mail, userType }} />
        <Hidden fields={{ ...attributes, enabled: enabled ? 'yes' : 'no' }} />
        <Hidden fields={{ groups: typedGroups }} />
        <Hidden fields={assigned.roles.map((role) => ['role', role] as const)} />
        {mustChange && <Hidden fields={{ mustChange: 'yes' }} />}
        <Stack gap="wide">
          <Answers user={user} />
          {assigned.groups.length + assigned.roles.length > 0 && (
            <Part title="Assignments">
              <Lines items={[...assigned.groups.map(({ displayName }) => displayName), ...assigned.roles]} />
            </Part>
          )}
          <Row>
            <Button kind="primary">Create</Button>
            <Button formaction={`${usersPath}/new`} name="change" value="yes">
              Back
            </Button>
            <Button href={usersPath}>Cancel</Button>
          </Row>
        </Stack>
      </form>
    </AdminPage>
  )
}

function Answers({ user }: { user: NewUser }) {
  const { displayName, userPrincipalName, password, givenName, surname, mail, attributes = {} } = user
  return (
    <Part title="User">
      <Facts
        facts={[
          { label: 'Display name', value: displayName },
          { label: 'User principal name', value: <code>{userPrincipalName}</code> },
          {
            label: 'Password',
            value: (
              <details>
                <summary>Show password</summary>
                <code>{password}</code>
              </details>
            ),
          },
          { label: 'First name', value: givenName },
          { label: 'Last name', value: surname },
          { label: 'Email', value: mail },
          { label: 'User type', value: user.userType },
          { label: 'Mail nickname', value: mailNicknameOf(user) },
          ...attributeFacts(attributes),
          { label: 'Account enabled', value: user.enabled ? 'Yes' : 'No' },
          { label: 'Password change at next sign-in', value: user.mustChange ? 'Yes' : 'No' },
        ]}
      />
    </Part>
  )
}
