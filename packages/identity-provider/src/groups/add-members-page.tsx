import { Button, Empty, type FieldError, Head } from '@postern/kit/html'
import type { Web } from '@postern/kit/http'
import { AdminPage } from '../console/frame.tsx'
import type { Listed } from '../paging.tsx'
import type { Tenant } from '../tenant/tenant.ts'
import type { User } from '../users/user.ts'
import { AddingForm } from './adding-form.tsx'
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
      <AddingForm
        {...{ web, path, back, found, search, errors }}
        searchLabel="Search by display name or user principal name"
        name="user"
        label="Users"
        option={({ id, displayName, userPrincipalName }) => ({
          value: id,
          label: displayName,
          hint: userPrincipalName,
        })}
        none={
          <Empty title={`Nobody is called “${search}”`} action={<Button href={path}>Show all users</Button>}>
            Display names and user principal names were searched.
          </Empty>
        }
        button="Add members"
      />
    </AdminPage>
  )
}
