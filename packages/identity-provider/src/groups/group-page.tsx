import { csrfToken } from '@postern/kit/form'
import {
  Button,
  Csrf,
  Danger,
  Empty,
  Facts,
  Filter,
  Head,
  Hidden,
  Part,
  Table,
  TableLink,
  Toast,
  When,
} from '@postern/kit/html'
import type { Web } from '@postern/kit/http'
import { AdminPage } from '../console/frame.tsx'
import { may } from '../console/person.ts'
import { type Listed, ListPages } from '../paging.tsx'
import type { Tenant } from '../tenant/tenant.ts'
import { ApplicationsPart, type AssignedApplication } from '../users/applications-part.tsx'
import { userPath } from '../users/paths.ts'
import type { User } from '../users/user.ts'
import type { Group } from './group.ts'
import { groupCrumbs, groupPath, groupsPath } from './paths.ts'

export interface GroupPageProps {
  readonly web: Web
  readonly tenant: Tenant
  readonly group: Group
  readonly members: Listed<User>
  readonly count: number
  readonly search: string
  /** Undefined where whoever is at the console sees no applications. */
  readonly applications: readonly AssignedApplication[] | undefined
}

const toasts: Readonly<Record<string, string>> = {
  created: 'The group was created.',
  saved: 'The properties were saved.',
  added: 'The members were added.',
  removed: 'The member was removed.',
}

export function GroupPage(props: GroupPageProps) {
  const { web, tenant, group, count, applications } = props
  const toast = toasts[web.req.query('done') ?? '']
  const changes = may(web, 'User Administrator')
  const edit = changes && (
    <Button href={`${groupPath(group.id)}/edit`} icon="edit">
      Edit properties
    </Button>
  )
  return (
    <AdminPage web={web} tenant={tenant} title={group.displayName} current={groupsPath}>
      {toast !== undefined && <Toast>{toast}</Toast>}
      <Head crumbs={groupCrumbs} title={group.displayName} lead={group.description} actions={edit} />
      <Part title="Properties">
        <Facts
          facts={[
            { label: 'Object ID', value: <code>{group.id}</code> },
            { label: 'Group type', value: 'Security' },
            { label: 'Members', value: String(count) },
            { label: 'Created', value: <When at={group.createdAt} /> },
          ]}
        />
      </Part>
      <MembersPart {...props} changes={changes} />
      {applications && <ApplicationsPart applications={applications} />}
      {changes && (
        <Danger
          title={`Delete ${group.displayName}`}
          action={
            <Button kind="danger" href={`${groupPath(group.id)}/delete`}>
              Delete group
            </Button>
          }
        >
          The group, its memberships and its assignments go, and cannot be brought back. The people stay.
        </Danger>
      )}
    </AdminPage>
  )
}

function MembersPart(props: GroupPageProps & { readonly changes: boolean }) {
  const { web, group, members, search, changes } = props
  const add = changes && (
    <Button small icon="add" href={`${groupPath(group.id)}/members/add`}>
      Add members
    </Button>
  )
  return (
    <Part title="Members" beside={add}>
      <Filter
        label="Search members by display name or user principal name"
        value={search}
        live="members"
        button="Search"
      />
      <div id="members">
        <Table
          label="Members"
          rows={members.rows}
          columns={[
            {
              head: 'Display name',
              cell: (user) => <TableLink href={userPath(user.id)}>{user.displayName}</TableLink>,
            },
            { head: 'User principal name', cell: (user) => user.userPrincipalName, wideOnly: true },
            ...(changes ? [removal(web, group)] : []),
          ]}
          empty={<NoMember {...props} />}
        />
        <ListPages web={web} of={members} />
      </div>
    </Part>
  )
}

/** Loses nothing that *Add members* does not bring back: no page asks once more. */
const removal = (web: Web, group: Group) => ({
  head: <span class="hide">Change</span>,
  cell: (user: User) => (
    <form method="post" action={`${groupPath(group.id)}/members/remove`}>
      <Csrf token={csrfToken(web)} />
      <Hidden fields={{ user: user.id }} />
      <Button small label={`Remove ${user.displayName}`}>
        Remove
      </Button>
    </form>
  ),
})

function NoMember({ search, group }: GroupPageProps) {
  if (search === '') return <Empty title="Nobody is in this group yet" />
  return (
    <Empty
      title={`No member is called “${search}”`}
      action={<Button href={groupPath(group.id)}>Show all members</Button>}
    >
      Display names and user principal names were searched.
    </Empty>
  )
}
