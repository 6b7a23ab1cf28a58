import { Button, Facts, Head, Part, Row, Table, When } from '@postern/kit/html'
import type { Entry } from '../audit/index.ts'
import { affectedIn } from './list-page.tsx'
import { auditLogPath, listPath } from './paths.ts'

/** One event: who, when, from where, what was so before and what is so since. */
export function EntryPage({ entry }: { readonly entry: Entry }) {
  const { at, author, category, summary, affected, changes, address, reference } = entry
  return (
    <>
      <Head
        title={summary}
        crumbs={[
          { label: 'Administration', href: '/admin' },
          { label: 'Audit log', href: auditLogPath },
        ]}
        lead={`${affectedIn(entry)}, by ${author}.`}
      />
      <Facts
        facts={[
          { label: 'Date', value: <When at={at} show="second" /> },
          { label: 'Author', value: author },
          { label: 'Category', value: category },
          address !== undefined && { label: 'IP address', value: <code>{address}</code> },
          reference !== undefined && { label: 'Reference', value: <code>{reference}</code> },
        ]}
      />
      {changes.length > 0 && (
        <Part title="What changed">
          <Table
            label="What changed"
            rows={changes}
            columns={[
              { head: 'Value', cell: ({ label }) => label },
              { head: 'Before', cell: ({ from }) => <Was>{from}</Was> },
              { head: 'After', cell: ({ to }) => <Was>{to}</Was> },
            ]}
          />
        </Part>
      )}
      <Row>
        {affected.map(({ kind, name }) => (
          <Button
            href={listPath({ q: name, category: '', before: '' })}
          >{`Events of ${kind} ${name}`}</Button>
        ))}
      </Row>
    </>
  )
}

function Was({ children }: { readonly children: string | undefined }) {
  return children === undefined ? <span class="quiet">Not set</span> : <code>{children}</code>
}
