import {
  Button,
  Csrf,
  ErrorSummary,
  Facts,
  Field,
  type FieldError,
  Head,
  Notice,
  Part,
  Row,
  Stack,
  Table,
  TableLink,
  When,
} from '@postern/kit/html'
import type { Decision } from '../accounts/decision.ts'
import type { NameSince } from '../accounts/ledger.ts'
import { Names } from '../accounts/names.tsx'
import type { ApplicationAccount } from '../connectors/connector.ts'
import type { Candidate } from './settle.ts'
import { collisionWords, pathOf, section } from './words.ts'

export const crumbs = [
  { label: 'Accounts', href: '/admin/accounts' },
  { label: 'Decisions', href: section },
]

export interface DecisionPageProps {
  readonly decision: Decision
  readonly applicationName: string
  readonly connectionName: string
  readonly names: readonly NameSince[]
  /** The account in question, asked now; 'unasked': the application does not answer. */
  readonly candidate: Candidate | 'unasked' | undefined
  /** The accounts of the address, where they are several. */
  readonly namesakes: readonly ApplicationAccount[]
  readonly csrf: string
  readonly typed: { readonly account: string; readonly newName: string }
  readonly errors: readonly FieldError[]
}

/** One person who was refused, the account that stands in the way, and what can be done. */
export function DecisionPage(props: DecisionPageProps) {
  const { decision, applicationName, connectionName, names } = props
  return (
    <Stack gap="wide">
      <Head
        title={titleOf(decision)}
        crumbs={crumbs}
        lead={collisionWords[decision.collision].says(decision, applicationName)}
      />
      <Decided of={decision} />
      <Part title="Who came">
        <Facts
          facts={[
            { label: 'Full name', value: decision.displayName },
            { label: 'User name', value: decision.userName },
            { label: 'Email address', value: decision.emailAddress },
            { label: 'Connection', value: connectionName },
            { label: 'Immutable id', value: <code>{decision.subject}</code> },
            { label: 'Came first', value: <When at={decision.firstAt} /> },
            {
              label: decision.times === 1 ? 'Refused' : `Refused ${decision.times} times`,
              value: <Last of={decision} />,
            },
          ]}
        />
      </Part>
      <InQuestion {...props} />
      <Namesakes {...props} />
      {decision.state !== 'tied' && <Acts {...props} />}
      <Names names={names} />
    </Stack>
  )
}

export function titleOf({ displayName, state }: Decision): string {
  if (state === 'open') return `${displayName} waits for a decision`
  return state === 'refused' ? `${displayName} stays refused` : `${displayName} is let in`
}

function Decided({ of }: { of: Decision }) {
  if (!of.decided || of.state === 'open') return null
  return (
    <p>
      Decided by {of.decided.by}, <When at={of.decided.at} />
      {of.decided.accountName && `: the account is ${of.decided.accountName}`}.
    </p>
  )
}

function Last({ of }: { of: Decision }) {
  const last = <When at={of.lastAt} />
  return of.attemptId ? <a href={`/admin/activity/${of.attemptId}`}>{last}</a> : last
}

function InQuestion({ decision, candidate, applicationName }: DecisionPageProps) {
  if (decision.state === 'tied' || decision.accountName === '') return null
  if (candidate === 'unasked')
    return (
      <Notice tone="warn" title={`${applicationName} cannot be asked about the account at the moment.`}>
        Until it answers, nobody can be tied to one. Nothing was changed.
      </Notice>
    )
  return (
    <Part title="The account in question">
      {candidate ? (
        <CandidateFacts of={candidate} />
      ) : (
        <p>
          {applicationName} has no account {decision.accountName} any more.
        </p>
      )}
    </Part>
  )
}

function Namesakes({ decision, namesakes }: DecisionPageProps) {
  if (namesakes.length === 0) return null
  return (
    <Part title="Accounts of this address">
      <Table
        label="Accounts of this address"
        rows={namesakes}
        columns={[
          {
            head: 'User name',
            cell: ({ userName }) => (
              <TableLink href={`${pathOf(decision, 'tie')}?account=${encodeURIComponent(userName)}`}>
                {userName}
              </TableLink>
            ),
          },
          { head: 'Full name', cell: ({ displayName }) => displayName },
          { head: 'Active', cell: ({ active }) => (active ? 'Yes' : 'No') },
        ]}
      />
    </Part>
  )
}

export function CandidateFacts({
  of: { account, administrator, holder, holderConnection },
}: {
  of: Candidate
}) {
  return (
    <Facts
      facts={[
        { label: 'User name', value: account.userName },
        { label: 'Full name', value: account.displayName },
        { label: 'Email address', value: account.emailAddress },
        { label: 'Active', value: account.active ? 'Yes' : 'No' },
        { label: 'Administers', value: administrator ? 'Yes: an Owner decides' : 'No' },
        {
          label: 'Whose it is',
          value: holder ? (
            <a href={`/admin/accounts/${holder.id}`}>
              {holder.displayName}, who comes by {holderConnection} as {holder.subject}
            </a>
          ) : (
            'Nobody’s who came through Postern'
          ),
        },
      ]}
    />
  )
}

function Acts({ decision, csrf, typed, errors, applicationName }: DecisionPageProps) {
  const errorOf = (id: string) => errors.find((error) => error.id === id)?.message
  return (
    <>
      <ErrorSummary errors={errors} />
      <Part title="It is this person’s account">
        <form class="stack" method="get" action={pathOf(decision, 'tie')}>
          <Field
            name="account"
            label="Account"
            hint={`User name of the account in ${applicationName}. You see what it means before anything is changed.`}
            value={typed.account}
            error={errorOf('account')}
            width="middle"
            maxlength={255}
          />
          <Row>
            <Button>Tie to this account</Button>
          </Row>
        </form>
      </Part>
      <Part title="It is not: the person gets an account of their own">
        <form class="stack" method="post" action={pathOf(decision, 'new-name')}>
          <Field
            name="newName"
            label="User name"
            hint="The new account is made under it when the person signs in next."
            value={typed.newName}
            error={errorOf('newName')}
            width="middle"
            maxlength={255}
          />
          <Row>
            <Button>Give this user name</Button>
          </Row>
          <Csrf token={csrf} />
        </form>
      </Part>
      {decision.state === 'open' && (
        <Part title="Neither">
          <form class="stack" method="post" action={pathOf(decision, 'refuse')}>
            <p>The person stays refused and does not wait here any more. You can decide anew at any time.</p>
            <Row>
              <Button>Keep {decision.displayName} refused</Button>
            </Row>
            <Csrf token={csrf} />
          </form>
        </Part>
      )}
    </>
  )
}
