import {
  Button,
  Choices,
  Copy,
  Csrf,
  Empty,
  ErrorSummary,
  Field,
  type FieldError,
  Notice,
  Part,
  Pill,
  Stack,
  Table,
  When,
} from '@postern/kit/html'
import type { PageOf } from '../directory/index.ts'
import { errorAt, Paging } from '../frame/index.ts'
import { type AccessToken, type Owner, type TokenPermission, tokenPermissions } from './token.ts'

export interface TypedToken {
  readonly name: string
  readonly permissions: readonly string[]
  readonly expiryDays: string
}

export interface TokensProps {
  readonly csrf: string
  readonly path: string
  readonly kind: Owner['kind']
  readonly tokens: PageOf<AccessToken>
  readonly now: number
  readonly typed: TypedToken
  readonly errors: readonly FieldError[]
  /** The text of the token that was made just now: shown this once. */
  readonly made?: { readonly name: string; readonly text: string } | undefined
}

const words: Readonly<Record<TokenPermission, string>> = {
  PROJECT_READ: 'Project read',
  PROJECT_WRITE: 'Project write',
  PROJECT_ADMIN: 'Project admin',
  REPO_READ: 'Repository read',
  REPO_WRITE: 'Repository write',
  REPO_ADMIN: 'Repository admin',
}

/** *HTTP access tokens* of a person, a project or a repository. */
export function TokensPage(props: TokensProps) {
  const { path, tokens, now, made } = props
  return (
    <Stack gap="wide">
      {made && (
        <Notice tone="ok" title={`The access token ${made.name} was created.`}>
          Copy it now: it is shown this once, and nobody can look it up later.
        </Notice>
      )}
      {made && <Copy value={made.text} label="Copy the access token" strong />}
      <Part title="Access tokens">
        <Table
          label="Access tokens"
          rows={tokens.values}
          columns={[
            {
              head: 'Name',
              cell: ({ name, permissions }) => (
                <>
                  {name}
                  <small class="small">{permissions.map((one) => words[one]).join(', ')}</small>
                </>
              ),
            },
            { head: 'Expires', cell: (token) => <Expiry token={token} now={now} /> },
            {
              head: 'Last used',
              wideOnly: true,
              cell: ({ lastUsedAt }) =>
                lastUsedAt === undefined ? 'Never' : <When at={lastUsedAt} show="short day" />,
            },
            {
              head: 'Change',
              right: true,
              cell: ({ id, name }) => (
                <Button small href={`${path}/${id}/revoke`} label={`Revoke ${name}`}>
                  Revoke
                </Button>
              ),
            },
          ]}
          empty={
            <Empty title="No access tokens">
              An access token stands in the place of a password for git and for REST.
            </Empty>
          }
        />
        <Paging of={tokens} path={path} keep={{}} />
      </Part>
      <CreateToken {...props} />
    </Stack>
  )
}

function Expiry({ token: { expiresAt }, now }: { token: AccessToken; now: number }) {
  if (expiresAt === undefined) return <>Never</>
  if (expiresAt <= now) return <Pill tone="bad">Expired</Pill>
  return <When at={expiresAt} show="short day" />
}

function CreateToken({ csrf, path, kind, typed, errors }: TokensProps) {
  const offered = tokenPermissions.filter((one) => kind !== 'repository' || one.startsWith('REPO_'))
  return (
    <Part title="Create token">
      <form class="stack" method="post" action={path}>
        <ErrorSummary errors={errors} />
        <Csrf token={csrf} />
        <Field
          name="name"
          label="Token name"
          hint="Where it is used, so that you know it again."
          value={typed.name}
          error={errorAt(errors, 'name')}
          autocomplete="off"
          width="middle"
          required
        />
        <Choices
          name="permissions"
          label="Permissions"
          type="checkbox"
          hint={
            kind === 'user'
              ? 'Never more than you may do yourself. Writing includes reading, administering includes both.'
              : 'Writing includes reading, administering includes both.'
          }
          options={offered.map((value) => ({ value, label: words[value] }))}
          chosen={typed.permissions}
          error={errorAt(errors, 'permissions')}
          plain
        />
        <Field
          name="expiryDays"
          label="Days until it expires"
          hint="Left empty, it never does."
          type="number"
          min={1}
          max={3_650}
          value={typed.expiryDays}
          error={errorAt(errors, 'expiryDays')}
          width="short"
        />
        <div>
          <Button kind="primary">Create token</Button>
        </div>
      </form>
    </Part>
  )
}
