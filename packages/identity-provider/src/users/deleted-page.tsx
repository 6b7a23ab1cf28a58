import { csrfToken } from '@postern/kit/form'
import { Button, Csrf, Empty, Filter, Head, Row, Table, Toast, When } from '@postern/kit/html'
import type { Web } from '@postern/kit/http'
import { AdminPage } from '../console/frame.tsx'
import { may } from '../console/person.ts'
import { type Listed, ListPages } from '../paging.tsx'
import type { Tenant } from '../tenant/tenant.ts'
import { type DeletedUser, restorable } from './deleted.ts'
import { deletedUserPath, deletedUsersPath, userCrumbs } from './paths.ts'

export interface DeletedUsersPageProps {
  readonly web: Web
  readonly tenant: Tenant
  readonly users: Listed<DeletedUser>
  readonly search: string
}

/** *Users* > *Deleted users*. */
export function DeletedUsersPage({ web, tenant, users, search }: DeletedUsersPageProps) {
  const changes = may(web, 'User Administrator') ? [changesOf(web)] : []
  return (
    <AdminPage web={web} tenant={tenant} title="Deleted users" current={deletedUsersPath}>
      {web.req.query('done') === 'purged' && <Toast>The user was deleted for good.</Toast>}
      <Head
        crumbs={userCrumbs}
        title="Deleted users"
        lead="A deleted user can be restored for 30 days, with groups and assignments, and is gone afterwards."
      />
      <Filter label="Search deleted users by display name" value={search} live="deleted" button="Search" />
      <div id="deleted">
        <Table
          label="Deleted users"
          rows={users.rows}
          columns={[
            { head: 'Display name', cell: ({ user }) => user.displayName },
            { head: 'User principal name', cell: ({ user }) => user.userPrincipalName, wideOnly: true },
            { head: 'Deleted', cell: (of) => <When at={of.deletedAt} show="short day" />, wideOnly: true },
            {
              head: 'Gone after',
              cell: (of) => <When at={of.deletedAt + restorable} show="short day" />,
              wideOnly: true,
            },
            ...changes,
          ]}
          empty={<Nobody search={search} />}
        />
        <ListPages web={web} of={users} />
      </div>
    </AdminPage>
  )
}

const changesOf = (web: Web) => ({
  head: <span class="hide">Change</span>,
  cell: ({ user }: DeletedUser) => (
    <form method="post" action={`${deletedUserPath(user.id)}/restore`}>
      <Csrf token={csrfToken(web)} />
      <Row>
        <Button small label={`Restore ${user.displayName}`}>
          Restore
        </Button>
        <Button
          small
          href={`${deletedUserPath(user.id)}/delete`}
          label={`Delete ${user.displayName} for good`}
        >
          Delete for good
        </Button>
      </Row>
    </form>
  ),
})

function Nobody({ search }: { search: string }) {
  if (search === '') {
    return <Empty title="Nobody is deleted">Whoever is deleted stands here for 30 days.</Empty>
  }
  return (
    <Empty
      title={`No deleted user is called “${search}”`}
      action={<Button href={deletedUsersPath}>Show all deleted users</Button>}
    >
      Display names were searched.
    </Empty>
  )
}
