import {
  Button,
  Csrf,
  Danger,
  ErrorSummary,
  Facts,
  type FieldError,
  Head,
  Part,
  Pill,
  Row,
  Stack,
  When,
} from '@postern/kit/html'
import type { Session } from '@postern/kit/session'
import { type Administrator, type Role, roleWords } from './administrator.ts'
import { RoleChoice } from './invite-page.tsx'
import { administratorsPath } from './paths.ts'
import { SessionsTable } from './sessions-table.tsx'

export interface OnePageProps {
  readonly of: Administrator
  readonly sessions: readonly Session[]
  /** Whether who looks may change anything here. */
  readonly owner: boolean
  /** As chosen; that of the administrator unless a form came back. */
  readonly role: Role | ''
  readonly errors: readonly FieldError[]
  readonly csrf: string
}

export const pathOf = ({ id }: Administrator, page = '') =>
  `${administratorsPath}/${id}${page ? `/${page}` : ''}`

export function OnePage({ of, sessions, owner, role, errors, csrf }: OnePageProps) {
  return (
    <>
      <Head
        crumbs={[{ label: 'Administrators', href: administratorsPath }]}
        title={of.userName}
        lead={`${roleWords[of.role].label}. ${roleWords[of.role].may}`}
        actions={of.disabled && <Pill>Disabled</Pill>}
      />
      <Facts
        facts={[
          { label: 'E-mail', value: of.email },
          {
            label: 'Second factor',
            value: secondFactorOf(of),
          },
          { label: 'Since', value: <When at={of.createdAt} /> },
          { label: 'Changes', value: <a href={changesOf(of)}>In the audit log</a> },
        ]}
      />
      <Part title="Sessions">
        <SessionsTable
          sessions={sessions}
          action={owner ? pathOf(of, 'sessions') : undefined}
          csrf={csrf}
          none="Not signed in anywhere"
        />
      </Part>
      {owner && <ForOwner of={of} role={role} errors={errors} csrf={csrf} />}
    </>
  )
}

function secondFactorOf({ hasCode, hasPasskey }: Administrator): string {
  if (hasCode) return hasPasskey ? 'Passkey or authenticator app' : 'Authenticator app'
  return hasPasskey ? 'Passkey' : 'None: a password alone lets in'
}

const changesOf = ({ userName }: Administrator) =>
  `/admin/audit?${new URLSearchParams({ q: userName }).toString()}`

type ForOwnerProps = Pick<OnePageProps, 'of' | 'role' | 'errors' | 'csrf'>

function ForOwner({ of, role, errors, csrf }: ForOwnerProps) {
  const state = of.disabled ? 'enable' : 'disable'
  return (
    <>
      <Part title="Role">
        <form method="post" action={pathOf(of)}>
          <Stack>
            <ErrorSummary errors={errors} />
            <Csrf token={csrf} />
            <RoleChoice role={role} error={errors[0]?.message} />
            <Row>
              <Button kind="primary">Save role</Button>
            </Row>
          </Stack>
        </form>
      </Part>
      <Danger
        title="Lost password or second factor"
        action={<Button href={pathOf(of, 'link')}>Make a new link</Button>}
      >
        With the link {of.userName} chooses a new password and signs in without the old second factor.
      </Danger>
      <Danger
        title={of.disabled ? 'Let in again' : 'Keep out for a while'}
        action={
          <form method="post" action={pathOf(of, state)}>
            <Csrf token={csrf} />
            <Button label={`${of.disabled ? 'Enable' : 'Disable'} ${of.userName}`}>
              {of.disabled ? 'Enable' : 'Disable'}
            </Button>
          </form>
        }
      >
        {of.disabled
          ? 'Password and second factor are as before.'
          : 'Every session ends. Nothing is deleted.'}
      </Danger>
      <Danger
        title={`Remove ${of.userName}`}
        action={
          <Button kind="danger" href={pathOf(of, 'remove')}>
            Remove administrator
          </Button>
        }
      >
        What they changed stays in the audit log.
      </Danger>
    </>
  )
}
