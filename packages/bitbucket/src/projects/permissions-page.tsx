import {
  Button,
  Csrf,
  Empty,
  ErrorSummary,
  Field,
  type FieldError,
  Part,
  Row,
  Table,
} from '@postern/kit/html'
import type { Level, PageOf, User } from '../directory/index.ts'
import { errorAt, PostButton } from '../frame/index.ts'
import type { Granted } from './grants.ts'

export const levelLabels: Readonly<Record<Level, string>> = { READ: 'Read', WRITE: 'Write', ADMIN: 'Admin' }

export interface PermissionsProps {
  readonly csrf: string
  /** Where the forms go: the page itself. */
  readonly path: string
  readonly users: PageOf<Granted<User>>
  readonly groups: PageOf<Granted<string>>
  /** What every user may do; only a project has it. */
  readonly everybody?: { readonly level: Level | undefined } | undefined
  readonly returned?:
    | {
        readonly kind: 'user' | 'group'
        readonly name: string
        readonly level: string
        readonly errors: readonly FieldError[]
      }
    | undefined
}

/** Who may do what with a project or a repository. */
export function ContentPermissions(props: PermissionsProps) {
  const { everybody } = props
  const users = props.users.values.map(({ to, level }) => ({ name: to.name, shown: to.displayName, level }))
  const groups = props.groups.values.map(({ to, level }) => ({ name: to, shown: to, level }))
  return (
    <>
      {everybody && <Everybody {...props} level={everybody.level} />}
      <Grantees
        {...props}
        kind="user"
        title="User access"
        rows={users}
        more={props.users.next !== undefined}
      />
      <Grantees
        {...props}
        kind="group"
        title="Group access"
        rows={groups}
        more={props.groups.next !== undefined}
      />
    </>
  )
}

function Everybody({ csrf, path, level }: PermissionsProps & { level: Level | undefined }) {
  const options = [
    { value: '', label: 'No access' },
    { value: 'READ', label: 'Read' },
    { value: 'WRITE', label: 'Write' },
    { value: 'ADMIN', label: 'Admin' },
  ]
  return (
    <Part title="Default permission">
      <form class="stack" method="post" action={`${path}/everybody`}>
        <Csrf token={csrf} />
        <Field
          name="default"
          label="Every user who may log in has"
          type="select"
          options={options}
          value={level ?? ''}
          width="middle"
        />
        <div>
          <Button>Save default permission</Button>
        </div>
      </form>
    </Part>
  )
}

interface GranteesProps extends PermissionsProps {
  readonly kind: 'user' | 'group'
  readonly title: string
  readonly rows: readonly { name: string; shown: string; level: Level }[]
  readonly more: boolean
}

function Grantees({ csrf, path, kind, title, rows, more, returned }: GranteesProps) {
  const mine = returned?.kind === kind ? returned : undefined
  const word = kind === 'user' ? 'Username' : 'Group name'
  const what = kind === 'user' ? 'user' : 'group'
  return (
    <Part title={title}>
      <Table
        label={title}
        rows={rows}
        columns={[
          {
            head: kind === 'user' ? 'User' : 'Group',
            cell: ({ name, shown }) => (
              <>
                {shown}
                {kind === 'user' && <small class="small">{name}</small>}
              </>
            ),
          },
          { head: 'Permission', cell: ({ level }) => levelLabels[level] },
          {
            head: 'Change',
            right: true,
            cell: ({ name }) => (
              <PostButton
                action={`${path}/revoke`}
                csrf={csrf}
                fields={{ kind, name }}
                label={`Remove ${name}`}
              >
                Remove
              </PostButton>
            ),
          },
        ]}
        empty={<Empty title={`No ${what} has a permission of its own here.`} />}
      />
      {more && <p class="small">The first {rows.length} are shown. All can be read over REST.</p>}
      <form class="stack" method="post" action={`${path}/grant`}>
        <ErrorSummary errors={mine?.errors ?? []} />
        <Csrf token={csrf} />
        <input type="hidden" name="kind" value={kind} />
        <Row>
          <Field
            name="name"
            id={`${kind}-name`}
            label={word}
            value={mine?.name}
            error={errorAt(mine?.errors ?? [], `${kind}-name`)}
            autocomplete="off"
            width="middle"
            required
          />
          <Field
            name="level"
            id={`${kind}-level`}
            label="Permission"
            type="select"
            options={(['READ', 'WRITE', 'ADMIN'] as const).map((value) => ({
              value,
              label: levelLabels[value],
            }))}
            value={mine?.level ?? 'READ'}
            width="short"
          />
        </Row>
        <div>
          <Button>{`Add ${what}`}</Button>
        </div>
      </form>
    </Part>
  )
}
