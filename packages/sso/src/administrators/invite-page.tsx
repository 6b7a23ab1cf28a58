import {
  Button,
  Choices,
  Copy,
  Csrf,
  ErrorSummary,
  Field,
  type FieldError,
  Head,
  Row,
  Stack,
  When,
} from '@postern/kit/html'
import { type Role, roles, roleWords } from './administrator.ts'
import { administratorsPath } from './paths.ts'

const crumbs = [{ label: 'Administrators', href: administratorsPath }]

export interface InvitePageProps {
  readonly csrf: string
  readonly userName: string
  readonly role: Role | ''
  readonly errors: readonly FieldError[]
}

export function InvitePage({ csrf, userName, role, errors }: InvitePageProps) {
  const errorOf = (id: string) => errors.find((error) => error.id === id)?.message
  return (
    <>
      <Head
        crumbs={crumbs}
        title="Invite administrator"
        lead="You get a link for them. With it they choose their own password, once, within three days."
      />
      <form method="post" action={`${administratorsPath}/invite`}>
        <Stack>
          <ErrorSummary errors={errors} />
          <Csrf token={csrf} />
          <Field
            name="userName"
            label="User name"
            hint="What they type when they sign in here."
            value={userName}
            error={errorOf('userName')}
            autocomplete="off"
            maxlength={100}
            width="middle"
            required
          />
          <RoleChoice role={role} error={errorOf('role')} />
          <Row>
            <Button kind="primary">Make the link</Button>
            <Button href={administratorsPath}>Cancel</Button>
          </Row>
        </Stack>
      </form>
    </>
  )
}

export function RoleChoice({
  role,
  error,
}: {
  readonly role: Role | ''
  readonly error?: string | undefined
}) {
  return (
    <Choices
      name="role"
      label="Role"
      plain
      chosen={role}
      error={error}
      options={roles
        .toReversed()
        .map((value) => ({ value, label: roleWords[value].label, hint: roleWords[value].may }))}
    />
  )
}

/** The link, on the one page that ever shows it. */
export function LinkPage({ userName, link, until }: { userName: string; link: string; until: number }) {
  return (
    <>
      <Head
        crumbs={crumbs}
        title={`The link for ${userName}`}
        lead="Send it on a way that only they read. It is not shown again."
      />
      <Copy value={link} label="link" strong />
      <p>
        It works once, until <When at={until} />. Whoever opens it chooses the password.
      </p>
      <Row>
        <Button href={administratorsPath}>All administrators</Button>
      </Row>
    </>
  )
}
