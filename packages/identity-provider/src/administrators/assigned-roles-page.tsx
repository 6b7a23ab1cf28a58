import { csrfToken } from '@postern/kit/form'
import { Button, Choices, Csrf, ErrorSummary, Head, Row, Stack } from '@postern/kit/html'
import type { Web } from '@postern/kit/http'
import { AdminPage } from '../console/frame.tsx'
import { type DirectoryRole, roles } from '../console/role.ts'
import type { Tenant } from '../tenant/tenant.ts'
import { userCrumbs, userPath, usersPath } from '../users/paths.ts'
import type { User } from '../users/user.ts'
import { assignedRolesPath } from './paths.ts'

export interface AssignedRolesPageProps {
  readonly web: Web
  readonly tenant: Tenant
  readonly user: User
  readonly held: readonly DirectoryRole[]
  readonly error?: string | undefined
}

/** *Assigned roles* of a user, to be given and taken. */
export function AssignedRolesPage({ web, tenant, user, held, error }: AssignedRolesPageProps) {
  const back = userPath(user.id)
  return (
    <AdminPage web={web} tenant={tenant} title={`Assigned roles of ${user.displayName}`} current={usersPath}>
      <Head
        crumbs={[...userCrumbs, { label: user.displayName, href: back }]}
        title="Assigned roles"
        lead={`What ${user.displayName} may do in this admin center. A change holds from the next click on.`}
      />
      <form method="post" action={assignedRolesPath(user.id)}>
        <Csrf token={csrfToken(web)} />
        <Stack>
          <ErrorSummary errors={error === undefined ? [] : [{ id: 'role', message: error }]} />
          <Choices
            name="role"
            label="Roles"
            type="checkbox"
            plain
            chosen={held}
            error={error}
            options={roles.map(({ name, may }) => ({ value: name, label: name, hint: may }))}
          />
          <Row>
            <Button kind="primary">Save</Button>
            <Button href={back}>Cancel</Button>
          </Row>
        </Stack>
      </form>
    </AdminPage>
  )
}
