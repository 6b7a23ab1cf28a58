import { Button, Empty, type FieldError, Head } from '@postern/kit/html'
import type { Web } from '@postern/kit/http'
import { AdminPage } from '../console/frame.tsx'
import type { Listed } from '../paging.tsx'
import type { Tenant } from '../tenant/tenant.ts'
import { userCrumbs, userPath, usersPath } from '../users/paths.ts'
import type { User } from '../users/user.ts'
import { AddingForm } from './adding-form.tsx'
import type { Group } from './group.ts'

export interface AddMembershipsPageProps {
  readonly web: Web
  readonly tenant: Tenant
  readonly user: User
  readonly found: Listed<Group>
  readonly search: string
  readonly errors: readonly FieldError[]
}

/** *Add memberships* of a user: a search, and those groups that are ticked in what it found. */
export function AddMembershipsPage(props: AddMembershipsPageProps) {
  const { web, tenant, user, found, search, errors } = props
  const back = userPath(user.id)
  const path = `${back}/groups/add`
  return (
    <AdminPage web={web} tenant={tenant} title={`Add memberships of ${user.displayName}`} current={usersPath}>
      <Head
        crumbs={[...userCrumbs, { label: user.displayName, href: back }]}
        title="Add memberships"
        lead={`${user.displayName} gets what the groups are assigned to, from the next sign-in on.`}
      />
      <AddingForm
        {...{ web, path, back, found, search, errors }}
        searchLabel="Search by group name"
        name="group"
        label="Groups"
        option={({ id, displayName, description }) => ({ value: id, label: displayName, hint: description })}
        none={<NoGroup path={path} search={search} />}
        button="Add memberships"
      />
    </AdminPage>
  )
}

function NoGroup({ path, search }: { path: string; search: string }) {
  if (search === '') return <Empty title="There is no group yet">Create one under Groups first.</Empty>
  return (
    <Empty title={`No group is called “${search}”`} action={<Button href={path}>Show all groups</Button>}>
      Group names were searched.
    </Empty>
  )
}
