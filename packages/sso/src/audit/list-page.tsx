import { Button, Empty, Filter, Head, Pages, Stack, Table, TableLink, When } from '@postern/kit/html'
import { auditPath } from './paths.ts'
import type { Entry } from './store.ts'

export interface AuditPageProps {
  readonly entries: readonly Entry[]
  readonly query: string
  /** Addresses of the first and of the next page, where there are such. */
  readonly newest: string | undefined
  readonly older: string | undefined
}

export function AuditPage({ entries, query, newest, older }: AuditPageProps) {
  return (
    <>
      <Head
        title="Audit log"
        lead="Every change that an administrator made here, or the service by itself, newest first."
      />
      <Stack>
        <Filter label="Administrator, change or subject" value={query} live="entries" button="Search" />
        <Entries entries={entries} query={query} />
        {(newest || older) && <Pages earlier={newest} later={older} />}
      </Stack>
    </>
  )
}

function Entries({ entries, query }: { readonly entries: readonly Entry[]; readonly query: string }) {
  return (
    <Table
      label="Changes"
      id="entries"
      rows={entries}
      empty={<NoneFound searched={query !== ''} />}
      columns={[
        {
          head: 'Change',
          cell: (one) => (
            <TableLink href={`${auditPath}/${one.id}`} under={`${one.subject.kind} ${one.subject.name}`}>
              {one.action}
            </TableLink>
          ),
        },
        { head: 'By', cell: ({ who }) => who.name },
        { head: 'When', cell: ({ at }) => <When at={at} />, right: true, wideOnly: true },
      ]}
    />
  )
}

function NoneFound({ searched }: { readonly searched: boolean }) {
  return searched ? (
    <Empty title="No change matches" action={<Button href={auditPath}>Show all</Button>}>
      Part of the administrator’s user name, of what was done or of the name of its subject is searched.
    </Empty>
  ) : (
    <Empty title="Nothing was changed yet">
      Each change leaves an entry here, with what was so before. Secrets are never in it.
    </Empty>
  )
}
