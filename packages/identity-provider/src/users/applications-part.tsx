import { Part, Table, TableLink, When } from '@postern/kit/html'
import type { Web } from '@postern/kit/http'
import { may } from '../console/person.ts'

/** An application that somebody is assigned to. */
export interface AssignedApplication {
  readonly id: string
  readonly name: string
  readonly role: string
  /** Epoch milliseconds. */
  readonly assignedAt: number
  /** The group that is assigned in place of the person. */
  readonly through?: { readonly id: string; readonly displayName: string } | undefined
}

export const applicationsShown = 100

/** Whether the person at the console may see which applications there are. */
export const seesApplications = (web: Web): boolean =>
  may(web, 'Cloud Application Administrator', 'Security Reader')

/** *Applications* of a user or a group: which they are assigned to, and how. */
export function ApplicationsPart({ applications }: { applications: readonly AssignedApplication[] }) {
  return (
    <Part title="Applications">
      <Table
        label="Applications"
        rows={applications}
        columns={[
          {
            head: 'Name',
            cell: ({ id, name }) => (
              <TableLink href={`/admin/enterprise-applications/${id}`}>{name}</TableLink>
            ),
          },
          { head: 'Role assigned', cell: ({ role }) => role, wideOnly: true },
          {
            head: 'Assigned',
            cell: ({ through }) =>
              through ? <a href={`/admin/groups/${through.id}`}>by {through.displayName}</a> : 'Directly',
          },
          {
            head: 'Since',
            cell: ({ assignedAt }) => <When at={assignedAt} show="short day" />,
            wideOnly: true,
          },
        ]}
        empty={<p class="small">None. Assign some under Users and groups of an application.</p>}
      />
      {applications.length === applicationsShown && (
        <p class="small">The first {applicationsShown} are shown.</p>
      )}
    </Part>
  )
}
