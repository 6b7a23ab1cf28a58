import {
  Button,
  Choice,
  Choices,
  Csrf,
  ErrorSummary,
  Field,
  type FieldError,
  Part,
  Row,
  Stack,
} from '@postern/kit/html'
import type { Connection } from '../connections/connection.ts'
import { path } from '../connections/words.ts'

/** As typed. */
export interface TypedFinding {
  readonly linkBy: string
  readonly claim: string
  readonly update: boolean
  readonly rename: boolean
  readonly returning: boolean
}

export const linkWords = {
  'user-name': {
    label: 'User name',
    hint: 'An account in Bitbucket with the user name that Attribute mapping makes.',
  },
  'email-address': {
    label: 'Email address',
    hint: 'The one account in Bitbucket with the address that is sent, where its domain is a known domain. An address that is sent by mistake finds the wrong person: user names are safer.',
  },
  attribute: {
    label: 'An attribute',
    hint: 'A claim whose value is the user name in Bitbucket, such as an employee number.',
  },
} as const

export const laterWords = {
  update: 'Keep full name and address up to date',
  rename: 'Rename the account when the user name changes',
  returning: 'Give the groups again to people who come back',
} as const

export interface FindingFormProps {
  readonly connection: Connection
  readonly csrf: string
  readonly typed: TypedFinding
  readonly errors: readonly FieldError[]
  /** Names of claims to offer. */
  readonly claims: readonly string[]
}

/** *Finding accounts*: how a person is found the first time, and what follows later. */
export function FindingForm({ connection, csrf, typed, errors, claims }: FindingFormProps) {
  const errorOf = (id: string) => errors.find((error) => error.id === id)?.message
  return (
    <form class="stack wide" method="post" action={path(connection, 'finding')}>
      <ErrorSummary errors={errors} />
      <Part title="The first time">
        <Stack>
          <p>
            From the second time on a person is known by their immutable id, whatever their names are then.
            The first time, the account that is theirs already is found by this. Never one that administers
            Bitbucket, nor one that is somebody else’s already: those people wait under{' '}
            <a href="/admin/accounts/decisions">Decisions</a>.
          </p>
          <Choices
            name="linkBy"
            label="An account that is there is found by"
            type="radio"
            plain
            chosen={typed.linkBy}
            error={errorOf('linkBy')}
            options={Object.entries(linkWords).map(([value, words]) => ({ value, ...words }))}
          />
          <Field
            name="claim"
            label="Attribute"
            hint="The Name of the claim; used where accounts are found by an attribute."
            value={typed.claim}
            error={errorOf('claim')}
            suggestions={claims}
            maxlength={500}
          />
          <p class="small">
            Whether an account is made where none is found is said under{' '}
            <a href={path(connection, 'setup/bitbucket-user-accounts')}>Bitbucket user accounts</a>.
          </p>
        </Stack>
      </Part>
      <Part title="Each time">
        <Choice
          name="update"
          checked={typed.update}
          label={laterWords.update}
          hint="Those in Bitbucket become those that are sent. What is not sent stays."
        />
        <Choice
          name="rename"
          checked={typed.rename}
          label={laterWords.rename}
          hint="As after a marriage. The addresses of a personal project change with it; a name that is in use is not taken."
        />
        <Choice
          name="returning"
          checked={typed.returning}
          label={laterWords.returning}
          hint="Somebody who is in none of Groups for users any more is added to them again. Bitbucket lets nobody make an inactive account active from outside: such a person stays refused until it is done there."
        />
      </Part>
      <Row>
        <Button kind="primary">Save</Button>
        <Button href={path(connection)}>Cancel</Button>
      </Row>
      <Csrf token={csrf} />
    </form>
  )
}
