import { Button, Choices, Csrf, ErrorSummary, Field, Row, Stack } from '@postern/kit/html'
import type { Connection } from './connection.ts'
import { path } from './words.ts'

export interface AccountsFormProps {
  readonly connection: Connection
  readonly csrf: string
  readonly create: boolean
  /** As typed. */
  readonly groups: string
  /** One sentence for each group that is wrong. */
  readonly faults: readonly string[]
}

/** *Bitbucket user accounts*: what happens to somebody who has none, and which groups a new account gets. */
export function AccountsForm({ connection, csrf, create, groups, faults }: AccountsFormProps) {
  return (
    <form method="post" action={path(connection, 'accounts')}>
      <Stack>
        <ErrorSummary errors={faults.map((message) => ({ id: 'groups', message }))} />
        <Csrf token={csrf} />
        <Choices
          name="create"
          label="Somebody who has no account in Bitbucket"
          type="radio"
          plain
          chosen={create ? 'yes' : 'no'}
          options={[
            {
              value: 'no',
              label: 'Users exist in Bitbucket already',
              hint: 'Somebody without an account is refused.',
            },
            {
              value: 'yes',
              label: "Create users in Bitbucket's internal Directory if needed",
              hint: 'At the first sign-in, with a random password that nobody keeps.',
            },
          ]}
        />
        <Field
          name="groups"
          label="Groups for users"
          hint="Separated by comma. One of them must be allowed to use Bitbucket."
          value={groups}
          error={faults.join(' ') || undefined}
          maxlength={4000}
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
