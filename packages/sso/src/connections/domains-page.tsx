import { Button, Csrf, ErrorSummary, Field, Row, Stack } from '@postern/kit/html'
import type { Connection } from './connection.ts'
import { path } from './words.ts'

export interface DomainsFormProps {
  readonly connection: Connection
  readonly csrf: string
  /** As typed. */
  readonly domains: string
  readonly error?: string
}

export function DomainsForm({ connection, csrf, domains, error }: DomainsFormProps) {
  return (
    <form method="post" action={path(connection, 'known-domains')}>
      <Stack>
        <ErrorSummary errors={error ? [{ id: 'domains', message: error }] : []} />
        <Csrf token={csrf} />
        <Field
          type="textarea"
          name="domains"
          label="Known domains"
          hint="As in contoso.example. Several: separated by comma, or each on its own line. Subdomains are not included."
          rows={4}
          value={domains}
          error={error}
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
