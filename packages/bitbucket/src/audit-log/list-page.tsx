import { Button, Empty, Filter, Head, Pages, Stack, Table, TableLink, When } from '@postern/kit/html'
import { categories, type Entry } from '../audit/index.ts'
import { auditLogPath, entryPath } from './paths.ts'

export interface AuditLogProps {
  readonly entries: readonly Entry[]
  readonly text: string
  readonly category: string
  /** Addresses of the newest and of the next older events, where there are such. */
  readonly newest: string | undefined
  readonly older: string | undefined
}

/** *Audit log*: who changed what, newest first. */
export function AuditLog({ entries, text, category, newest, older }: AuditLogProps) {
  const all = { value: '', label: 'All categories' }
  return (
    <>
      <Head
        title="Audit log"
        crumbs={[{ label: 'Administration', href: '/admin' }]}
        lead="Who changed what, newest first. Kept for three years, and at most the newest 100,000 events."
      />
      <Stack>
        <Filter
          label="Author, event or what was affected"
          value={text}
          live="events"
          by={[
            {
              name: 'category',
              label: 'Category',
              value: category,
              options: [all, ...categories.map((one) => ({ value: one, label: one }))],
            },
          ]}
        />
        <Events entries={entries} narrowed={text !== '' || category !== ''} />
        {(newest || older) && <Pages earlier={newest} later={older} />}
      </Stack>
    </>
  )
}

function Events({ entries, narrowed }: { readonly entries: readonly Entry[]; readonly narrowed: boolean }) {
  return (
    <Table
      id="events"
      label="Events"
      rows={entries}
      empty={narrowed ? <NoneMatches /> : <NothingYet />}
      columns={[
        {
          head: 'Event',
          cell: (entry) => (
            <TableLink href={entryPath(entry)} under={affectedIn(entry)}>
              {entry.summary}
            </TableLink>
          ),
        },
        { head: 'Author', cell: ({ author }) => author },
        { head: 'Category', cell: ({ category }) => category, wideOnly: true },
        { head: 'Date', cell: ({ at }) => <When at={at} />, right: true, wideOnly: true },
      ]}
    />
  )
}

/** "User anna, Group developers" */
export const affectedIn = ({ affected }: Entry): string =>
  affected.map(({ kind, name }) => `${kind} ${name}`).join(', ')

function NoneMatches() {
  return (
    <Empty title="No event matches" action={<Button href={auditLogPath}>Show all events</Button>}>
      Part of the author’s username, of the event, of the name of what was affected or of the IP address is
      searched.
    </Empty>
  )
}

function NothingYet() {
  return (
    <Empty title="Nothing was changed yet">
      Each change of users, groups, permissions, settings, projects and repositories leaves an event here.
      Passwords and other secrets are never in it.
    </Empty>
  )
}
