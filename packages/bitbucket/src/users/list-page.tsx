import { Button, Empty, Filter, Head, Table, TableLink, When } from '@postern/kit/html'
import type { PageOf, User } from '../directory/index.ts'
import { Paging } from '../frame/index.ts'
import { userPath, usersPath } from './paths.ts'

/** *Users*: search, list, *Create user*. */
export function UsersList({ found, filter }: { found: PageOf<User>; filter: string }) {
  return (
    <>
      <Head
        title="Users"
        crumbs={[{ label: 'Administration', href: '/admin' }]}
        lead="People in the Bitbucket Internal Directory."
        actions={
          <Button kind="primary" href={`${usersPath}/create`}>
            Create user
          </Button>
        }
      />
      <Filter name="filter" label="Name or email address" value={filter} live="users" />
      <Table
        id="users"
        label="Users"
        rows={found.values}
        columns={[
          {
            head: 'Name',
            cell: (user) => (
              <TableLink href={userPath(user.name)} under={user.name}>
                {user.displayName}
              </TableLink>
            ),
          },
          { head: 'Email address', cell: (user) => user.emailAddress, wideOnly: true },
          {
            head: 'Last authenticated',
            right: true,
            cell: (user) =>
              user.lastAuthenticatedAt === undefined ? 'Never' : <When at={user.lastAuthenticatedAt} />,
          },
        ]}
        empty={
          <Empty title="No users found" action={<Button href={usersPath}>Show all users</Button>}>
            No name or email address holds “{filter}”.
          </Empty>
        }
      />
      <Paging of={found} path={usersPath} keep={{ filter }} />
    </>
  )
}
