import { csrfToken } from '@postern/kit/form'
import {
  Button,
  Choice,
  Csrf,
  Danger,
  Empty,
  ErrorSummary,
  Field,
  type FieldError,
  Pill,
  Row,
  Stack,
  Table,
  TableLink,
  Toast,
} from '@postern/kit/html'
import type { Web } from '@postern/kit/http'
import type { EnterpriseApplication } from '../enterprise-applications/application.ts'
import { ApplicationPage } from '../enterprise-applications/frame.tsx'
import { appRolesPath } from '../enterprise-applications/paths.ts'
import type { Tenant } from '../tenant/tenant.ts'
import type { AppRole, AppRoleProperties } from './app-role.ts'

interface OfApplication {
  readonly web: Web
  readonly tenant: Tenant
  readonly application: EnterpriseApplication
}

const toasts: Readonly<Record<string, string>> = {
  saved: 'The app role was saved.',
  deleted: 'The app role was deleted.',
}

/** *App roles* of an application. */
export function AppRolesPage(props: OfApplication & { roles: readonly AppRole[] }) {
  const { web, tenant, application, roles } = props
  const path = appRolesPath(application.id)
  const toast = toasts[web.req.query('done') ?? '']
  return (
    <ApplicationPage
      {...{ web, tenant, application }}
      title="App roles"
      lead="An assignment with a role puts its value into the claim role."
      actions={
        <Button kind="primary" href={`${path}/new`} icon="add">
          Create app role
        </Button>
      }
      tab={path}
    >
      {toast !== undefined && <Toast>{toast}</Toast>}
      <Table
        label="App roles"
        rows={roles}
        columns={[
          {
            head: 'Display name',
            cell: (role) => (
              <TableLink href={`${path}/${role.id}`} under={role.description}>
                {role.displayName}
              </TableLink>
            ),
          },
          { head: 'Value', cell: (role) => <code>{role.value}</code> },
          {
            head: 'Enabled',
            cell: (role) => (role.enabled ? <Pill tone="ok">Enabled</Pill> : <Pill>Disabled</Pill>),
            wideOnly: true,
          },
        ]}
        empty={<Empty title="No app roles">Everybody who is assigned has Default Access.</Empty>}
      />
    </ApplicationPage>
  )
}

export interface AppRolePageProps extends OfApplication {
  /** Absent: a new one. */
  readonly role?: AppRole | undefined
  readonly typed: AppRoleProperties
  readonly errors: readonly FieldError[]
}

/** *Create app role*, and *Edit app role*. */
export function AppRolePage({ web, tenant, application, role, typed, errors }: AppRolePageProps) {
  const path = appRolesPath(application.id)
  const errorOf = (id: string) => errors.find((error) => error.id === id)?.message
  const remove = role && (
    <Button kind="danger" href={`${path}/${role.id}/delete`}>
      Delete app role
    </Button>
  )
  return (
    <ApplicationPage
      {...{ web, tenant, application }}
      title={role ? 'Edit app role' : 'Create app role'}
      parents={[{ label: 'App roles', href: path }]}
      tab={path}
    >
      <form method="post" action={`${path}/${role?.id ?? 'new'}`}>
        <Csrf token={csrfToken(web)} />
        <Stack>
          <ErrorSummary errors={errors} />
          <Field
            name="displayName"
            label="Display name"
            width="middle"
            value={typed.displayName}
            error={errorOf('displayName')}
            autocomplete="off"
            required
          />
          <Field
            name="value"
            label="Value"
            hint="What the application is told."
            mono
            width="middle"
            value={typed.value}
            error={errorOf('value')}
            autocomplete="off"
            required
          />
          <Field
            name="description"
            label="Description"
            value={typed.description}
            error={errorOf('description')}
            autocomplete="off"
          />
          <Choice
            name="enabled"
            checked={typed.enabled}
            label="Do you want to enable this app role?"
            hint="One that is not enabled is told to nobody, and cannot be assigned."
          />
          <Row>
            <Button kind="primary">Save</Button>
            <Button href={path}>Cancel</Button>
          </Row>
        </Stack>
      </form>
      {role && !role.enabled && (
        <Danger title="Delete this app role" action={remove}>
          Who has it is assigned with Default Access from then on.
        </Danger>
      )}
    </ApplicationPage>
  )
}
