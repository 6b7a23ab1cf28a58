import { csrfToken } from '@postern/kit/form'
import {
  Button,
  Choices,
  Csrf,
  Empty,
  ErrorSummary,
  type FieldError,
  Filter,
  Head,
  Row,
  Stack,
} from '@postern/kit/html'
import type { Web } from '@postern/kit/http'
import { AdminPage } from '../console/frame.tsx'
import { type Listed, ListPages } from '../paging.tsx'
import type { Tenant } from '../tenant/tenant.ts'
import { errorIn } from '../users/fields.tsx'
import type { User } from '../users/user.ts'
import type { Group } from './group.ts'
import { groupCrumbs, groupPath, groupsPath } from './paths.ts'

export interface AddMembersPageProps {
  readonly web: Web
  readonly tenant: Tenant
  readonly group: Group
  readonly found: Listed<User>
  readonly search: string
  readonly errors: readonly FieldError[]
}

/** *Add members*: a search, and those that are ticked in what it found. */
export function AddMembersPage(props: AddMembersPageProps) {
  const { web, tenant, group, found, search, errors } = props
  const back = groupPath(group.id)
  const path = `${back}/members/add`
  return (
    <AdminPage web={web} tenant={tenant} title={`Add members to ${group.displayName}`} current={groupsPath}>
      <Head crumbs={[...groupCrumbs, { label: group.displayName, href: back }]} title="Add members" />
      <Filter
        action={path}
        label="Search by display name or user principal name"
        value={search}
        live="found"
        button="Search"
      />
      <form method="post" action={path}>
        <Csrf token={csrfToken(web)} />
        <Stack>
          <ErrorSummary errors={errors} />
          <div id="found">
            {found.rows.length === 0 ? (
              <Empty
                title={`Nobody is called “${search}”`}
                action={<Button href={path}>Show all users</Button>}
              >
                Display names and user principal names were searched.
              </Empty>
            ) : (
              <Choices
                name="user"
                label="Users"
                type="checkbox"
                plain
                error={errorIn(errors, 'user')}
                options={found.rows.map((user) => ({
                  value: user.id,
                  label: user.displayName,
                  hint: user.userPrincipalName,
                }))}
              />
            )}
            <ListPages web={web} of={found} />
          </div>
          <Row>
            <Button kind="primary">Add members</Button>
            <Button href={back}>Cancel</Button>
          </Row>
        </Stack>
      </form>
    </AdminPage>
  )
}
