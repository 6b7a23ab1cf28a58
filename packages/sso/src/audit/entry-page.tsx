import { Button, Facts, Head, Part, Row, Table, When } from '@postern/kit/html'
import type { Difference } from './change.ts'
import { auditPath } from './paths.ts'
import type { Entry } from './store.ts'

export function EntryPage({ entry }: { readonly entry: Entry }) {
  const { action, subject, who, at, address, reference, differences } = entry
  const same = `${auditPath}?${new URLSearchParams({ q: subject.name }).toString()}`
  return (
    <>
      <Head
        crumbs={[{ label: 'Audit log', href: auditPath }]}
        title={action}
        lead={`${subject.kind} ${subject.name}, by ${who.name}.`}
      />
      <Facts
        facts={[
          { label: 'When', value: <When at={at} show="second" /> },
          { label: 'By', value: who.name },
          address !== undefined && { label: 'From', value: <code>{address}</code> },
          reference !== undefined && { label: 'Reference', value: <code>{reference}</code> },
        ]}
      />
      <Part title="What changed">
        {differences.length === 0 ? (
          <p class="quiet">This change has no settings to compare.</p>
        ) : (
          <Table
            label="What changed"
            rows={differences}
            columns={[
              { head: 'Setting', cell: ({ label }) => label },
              { head: 'Before', cell: ({ before }) => <Was>{before}</Was> },
              { head: 'After', cell: ({ after }) => <Was>{after}</Was> },
            ]}
          />
        )}
      </Part>
      <Row>
        <Button href={same}>More about {subject.name}</Button>
      </Row>
    </>
  )
}

function Was({ children }: { readonly children: Difference['before'] }) {
  if (children === undefined) return <span class="quiet">Not set</span>
  return children.split('\n').map((line) => (
    <div>
      <code>{line}</code>
    </div>
  ))
}
