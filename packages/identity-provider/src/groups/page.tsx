import { Button, Empty, Filter, Head, Table, TableLink, Toast, When } from '@postern/kit/html'
import type { Web } from '@postern/kit/http'
import { AdminPage } from '../console/frame.tsx'
import { may } from '../console/person.ts'
import { type Listed, ListPages } from '../paging.tsx'
import type { Tenant } from '../tenant/tenant.ts'
import type { Group } from './group.ts'
import { groupPath, groupsPath } from './paths.ts'

export interface GroupsPageProps {
  readonly web: Web
  readonly tenant: Tenant
  readonly groups: Listed<Group>
  readonly search: string
}

/** *Groups* > *All groups*. */
export function GroupsPage({ web, tenant, groups, search }: GroupsPageProps) {
  const create = may(web, 'User Administrator') && (
    <Button kind="primary" icon="add" href={`${groupsPath}/new`}>
      New group
    </Button>
  )
  return (
    <AdminPage web={web} tenant={tenant} title="All groups" current={groupsPath}>
      {web.req.query('done') === 'deleted' && <Toast>The group was deleted.</Toast>}
      <Head
        crumbs={[{ label: 'Identity', href: '/admin' }]}
        title="All groups"
        lead="A group is assigned to applications as a whole, and its object id is what a groups claim carries."
        actions={create}
      />
      <Filter label="Search by group name" value={search} live="groups" button="Search" />
      <div id="groups">
        <GroupsTable rows={groups.rows} search={search} />
        <ListPages web={web} of={groups} />
      </div>
    </AdminPage>
  )
}

function GroupsTable({ rows, search }: { rows: readonly Group[]; search: string }) {
  return (
    <Table
      label="Groups"
      rows={rows}
      columns={[
        {
          head: 'Name',
          cell: (group) => (
            <TableLink href={groupPath(group.id)} under={group.description}>
              {group.displayName}
            </TableLink>
          ),
        },
        { head: 'Object ID', cell: (group) => <code>{group.id}</code>, wideOnly: true },
        { head: 'Created', cell: (group) => <When at={group.createdAt} show="short day" />, wideOnly: true },
      ]}
      empty={<NoGroup search={search} />}
    />
  )
}

function NoGroup({ search }: { search: string }) {
  if (search === '') {
    return <Empty title="There is no group yet">A group holds people who need the same applications.</Empty>
  }
  return (
    <Empty
      title={`No group is called “${search}”`}
      action={<Button href={groupsPath}>Show all groups</Button>}
    >
      Group names were searched.
    </Empty>
  )
}
