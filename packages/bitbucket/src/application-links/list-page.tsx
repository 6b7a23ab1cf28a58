import { Address, Button, Empty, Head, Table, TableLink } from '@postern/kit/html'
import type { ApplicationLink } from './link.ts'
import { linkPath, linksPath } from './paths.ts'
import { scopeLabel } from './scopes.ts'

/** *Application links*: other applications that may call Bitbucket. */
export function LinksPage({ links }: { links: readonly ApplicationLink[] }) {
  const create = (
    <Button kind="primary" href={`${linksPath}/create`}>
      Create link
    </Button>
  )
  return (
    <>
      <Head
        title="Application links"
        crumbs={[{ label: 'Administration', href: '/admin' }]}
        lead="Other applications that may call Bitbucket, each for the people who allow it."
        actions={links.length > 0 && create}
      />
      <Table
        label="Application links"
        rows={links}
        columns={[
          {
            head: 'Application',
            cell: ({ id, name }) => (
              <TableLink href={linkPath(id)} under="External application, incoming">
                {name}
              </TableLink>
            ),
          },
          { head: 'Redirect URL', cell: ({ redirectUrl }) => <Address>{redirectUrl}</Address> },
          {
            head: 'Application permissions',
            cell: ({ scopes }) => scopes.map(scopeLabel).join(', ') || 'What is public',
            wideOnly: true,
          },
        ]}
        empty={
          <Empty title="No application links" action={create}>
            An application gets a Client ID and a Client secret here, and asks a person before it does
            anything.
          </Empty>
        }
      />
    </>
  )
}
