import {
  Button,
  Choice,
  Csrf,
  ErrorSummary,
  Field,
  type FieldError,
  Lines,
  Notice,
  Part,
  Pill,
  Row,
  Stack,
  Table,
} from '@postern/kit/html'
import type { Connection } from '../connections/connection.ts'
import { path } from '../connections/words.ts'
import type { GroupRight } from '../connectors/connector.ts'
import type { ManagedGroup } from './rules.ts'

/** As typed. */
export interface TypedGroups {
  readonly managed: string
  readonly absentMeansNone: boolean
}

export interface GroupsFormProps {
  readonly connection: Connection
  readonly csrf: string
  readonly typed: TypedGroups
  readonly errors: readonly FieldError[]
  /** Groups of the last accepted answer; 'too-many': a link came in place of them. */
  readonly sent: readonly string[] | 'too-many' | undefined
  readonly saved: readonly SavedGroup[]
}

export interface SavedGroup extends ManagedGroup {
  /** What it gives in Bitbucket; undefined: nothing of itself, or Bitbucket cannot be asked. */
  readonly right: GroupRight | undefined
  /** Everybody gets it by *Groups for users*, so that nobody is taken out of it. */
  readonly everybody: boolean
}

/** *Managed groups*: which groups in Bitbucket follow the identity provider. */
export function GroupsForm({ connection, csrf, typed, errors, sent, saved }: GroupsFormProps) {
  const errorOf = (id: string) =>
    errors
      .filter((error) => error.id === id)
      .map(({ message }) => message)
      .join(' ') || undefined
  return (
    <Stack gap="wide">
      <form class="stack wide" method="post" data-kept action={path(connection, 'managed-groups')}>
        <ErrorSummary errors={errors} />
        {sent === 'too-many' && <TooMany connection={connection} />}
        <Field
          type="textarea"
          name="managed"
          label="Managed groups"
          hint="On each line the group’s id or name at the identity provider, then =, then the group in Bitbucket. Without = it is called the same in both. Nobody is ever added to, or taken out of, a group that is not here."
          rows={8}
          mono
          value={typed.managed}
          error={errorOf('managed')}
        />
        <Choice
          name="absentMeansNone"
          checked={typed.absentMeansNone}
          label="An answer without groups means that the person is in none of them"
          hint="Turn it on when the identity provider leaves out the claim for people who are in no group, as Entra ID does. Without it such an answer changes nothing."
        />
        <Row>
          <Button kind="primary">Save</Button>
          <Button href={path(connection)}>Cancel</Button>
        </Row>
        <Csrf token={csrf} />
      </form>
      <Saved of={saved} />
      <Sent of={sent} />
    </Stack>
  )
}

function TooMany({ connection }: { connection: Connection }) {
  return (
    <Notice
      tone="warn"
      title={`${connection.name} sent a link in place of the groups: somebody is in too many.`}
    >
      Entra ID sends at most 150. Nobody loses a group by it. So that groups are sent again, choose Groups
      assigned to the application in its group claim.
    </Notice>
  )
}

function Saved({ of }: { of: readonly SavedGroup[] }) {
  if (of.length === 0) return null
  return (
    <Part title="Saved groups">
      <Table
        label="Saved groups"
        rows={of}
        columns={[
          { head: 'In Bitbucket', cell: ({ to }) => to },
          { head: 'What it gives', cell: ({ right }) => <Right of={right} /> },
          { head: 'At the identity provider', cell: ({ from }) => <code>{from}</code> },
          {
            head: 'Taken out',
            cell: ({ everybody }) => (everybody ? 'Nobody: Groups for users' : 'Who is not sent'),
          },
        ]}
      />
    </Part>
  )
}

function Right({ of }: { of: GroupRight | undefined }) {
  if (of === 'administers') return <Pill tone="warn">Administers</Pill>
  if (of === 'lets-in') return <Pill tone="ok">Lets people in</Pill>
  return <>No right of its own</>
}

const mostShown = 200

function Sent({ of }: { of: GroupsFormProps['sent'] }) {
  if (of === undefined || of === 'too-many' || of.length === 0) return null
  return (
    <Part title="Groups in the last answer that was accepted">
      <Lines items={of.slice(0, mostShown).map((group) => <code>{group}</code>)} />
    </Part>
  )
}
