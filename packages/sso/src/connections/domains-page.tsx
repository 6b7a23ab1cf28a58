import { Button, Csrf, ErrorSummary, Field, Row, Stack } from '@postern/kit/html'
import type { Connection } from './connection.ts'
import { path } from './words.ts'

export interface DomainsFormProps {
  readonly connection: Connection
  readonly csrf: string
  /** As typed. */
  readonly domains: string
  /** One sentence for each entry that is wrong. */
  readonly faults: readonly string[]
}

export function DomainsForm({ connection, csrf, domains, faults }: DomainsFormProps) {
  return (
    <form method="post" action={path(connection, 'known-domains')}>
      <Stack>
        <ErrorSummary errors={faults.map((message) => ({ id: 'domains', message }))} />
        <Csrf token={csrf} />
        <Field
          type="textarea"
          name="domains"
          label="Known domains"
          hint="As in contoso.example. Several: separated by comma, or each on its own line. Subdomains are not included."
          rows={4}
          value={domains}
          error={faults.join(' ') || undefined}
          width="middle"
        />
        <Row end>
          <Button href={path(connection)}>Cancel</Button>
          <Button kind="primary">Save</Button>
        </Row>
      </Stack>
    </form>
  )
}
