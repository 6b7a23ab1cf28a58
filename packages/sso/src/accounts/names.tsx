import { Part, Table, When } from '@postern/kit/html'
import type { NameKind, NameSince } from './ledger.ts'

const words: Readonly<Record<NameKind, string>> = {
  'name-id': 'NameID',
  'user-name': 'User name',
  'full-name': 'Full name',
  'email-address': 'Email address',
}

/** Every name and address that a person has had, with the sign-in that brought it. */
export function Names({ names }: { names: readonly NameSince[] }) {
  if (names.length === 0) return null
  return (
    <Part title="Names and addresses until now">
      <Table
        label="Names and addresses until now"
        rows={names}
        columns={[
          { head: 'Value', cell: ({ value }) => value },
          { head: 'What', cell: ({ kind }) => words[kind] },
          {
            head: 'Since',
            cell: ({ at, attemptId }) =>
              attemptId ? (
                <a href={`/admin/activity/${attemptId}`}>
                  <When at={at} />
                </a>
              ) : (
                <When at={at} />
              ),
          },
        ]}
      />
    </Part>
  )
}
