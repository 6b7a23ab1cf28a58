import { csrfToken } from '@postern/kit/form'
import {
  Button,
  Choices,
  Csrf,
  Empty,
  ErrorSummary,
  Field,
  type FieldError,
  Hidden,
  Part,
  Row,
  Said,
  Stack,
} from '@postern/kit/html'
import type { Web } from '@postern/kit/http'
import type { AppRole } from '../app-roles/app-role.ts'
import type { EnterpriseApplication } from '../enterprise-applications/application.ts'
import { ApplicationPage } from '../enterprise-applications/frame.tsx'
import { usersAndGroupsPath } from '../enterprise-applications/paths.ts'
import { inWizard, sameWay } from '../enterprise-applications/wizard.ts'
import type { Group } from '../groups/group.ts'
import type { Tenant } from '../tenant/tenant.ts'
import type { User } from '../users/user.ts'
import { defaultAccess } from './store.ts'

export interface AddAssignmentPageProps {
  readonly web: Web
  readonly tenant: Tenant
  readonly application: EnterpriseApplication
  /** Who was selected so far. */
  readonly selected: Selected
  /** The app roles that can be chosen. */
  readonly roles: readonly AppRole[]
  /** The role that was chosen: its id, or *Default Access*. */
  readonly role: string
  readonly errors: readonly FieldError[]
}

/** People and groups that were selected and not assigned yet. */
export interface Selected {
  readonly users: readonly User[]
  readonly groups: readonly Group[]
}

const hiddenOf = ({ users, groups }: Selected) => [
  ...users.map(({ id }) => <input type="hidden" name="user" value={id} />),
  ...groups.map(({ id }) => <input type="hidden" name="group" value={id} />),
]

/** *Add Assignment*: whom, with which role. */
export function AddAssignmentPage(props: AddAssignmentPageProps) {
  const { web, tenant, application, selected, roles, role, errors } = props
  const path = usersAndGroupsPath(application.id)
  return (
    <ApplicationPage
      web={web}
      tenant={tenant}
      application={application}
      title="Add Assignment"
      lead={`Whoever is assigned can open ${application.name}.`}
      tab={path}
    >
      <form method="post" action={sameWay(web, path)}>
        <Csrf token={csrfToken(web)} />
        {hiddenOf(selected)}
        <Stack gap="wide">
          <ErrorSummary errors={errors} />
          <SelectedPart {...props} />
          <Field
            name="role"
            label="Select a role"
            type="select"
            width="middle"
            options={[
              { value: defaultAccess, label: defaultAccess },
              ...roles.map(({ id, displayName }) => ({ value: id, label: displayName })),
            ]}
            value={role}
            error={errors.find(({ id }) => id === 'role')?.message}
          />
          <Row>
            <Button kind="primary">Assign</Button>
            <Button href={path}>Cancel</Button>
          </Row>
        </Stack>
      </form>
    </ApplicationPage>
  )
}

function SelectedPart({ web, application, selected, errors }: AddAssignmentPageProps) {
  const path = `${usersAndGroupsPath(application.id)}/add/select`
  const names = [...selected.groups, ...selected.users].map((of) => of.displayName)
  return (
    <Part title="Users and groups" id="users">
      <Said id="users" error={errors.find(({ id }) => id === 'part-users')?.message} />
      <Row>
        <span>{names.length === 0 ? 'None Selected' : names.join(', ')}</span>
        <Button push href={withSelected(web, path, selected)} label="Users and groups: select">
          Users and groups
        </Button>
      </Row>
    </Part>
  )
}

/** A page on the way, with who was selected so far and whether the wizard was the way in. */
function withSelected(web: Web, path: string, { users, groups }: Selected): string {
  const query = new URLSearchParams()
  for (const { id } of users) query.append('user', id)
  for (const { id } of groups) query.append('group', id)
  if (inWizard(web)) query.set('wizard', 'yes')
  return query.size === 0 ? path : `${path}?${query.toString()}`
}

export interface SelectPageProps {
  readonly web: Web
  readonly tenant: Tenant
  readonly application: EnterpriseApplication
  readonly found: Selected
  readonly selected: Selected
  /** Object ids of those found who are assigned already. */
  readonly assigned: ReadonlySet<string>
  readonly search: string
}

/**
 * *Users and groups* of *Add Assignment*: a list to select from. Nothing is changed before *Assign*. The search is a button of
 * the same form, so that it keeps what is ticked.
 */
export function SelectPage(props: SelectPageProps) {
  const { web, tenant, application, found, selected, search } = props
  const path = usersAndGroupsPath(application.id)
  const on = (page: string) => withSelected(web, `${path}${page}`, selected)
  const isAnybody = found.users.length + found.groups.length > 0
  return (
    <ApplicationPage web={web} tenant={tenant} application={application} title="Users and groups" tab={path}>
      <form method="get" action={`${path}/add`}>
        {inWizard(web) && <Hidden fields={{ wizard: 'yes' }} />}
        {hiddenOf(without(selected, found))}
        <Stack>
          <Field name="q" label="Search users and groups" type="search" value={search} width="middle" />
          <Row>
            <Button formaction={`${path}/add/select`}>Search</Button>
          </Row>
          {isAnybody ? (
            <Found {...props} />
          ) : (
            <Empty
              title={`Nobody is called “${search}”`}
              action={<Button href={on('/add/select')}>Show all users</Button>}
            >
              Display names of users and groups, and user principal names, were searched.
            </Empty>
          )}
          <Row>
            <Button kind="primary">Select</Button>
            <Button href={on('/add')}>Cancel</Button>
          </Row>
        </Stack>
      </form>
    </ApplicationPage>
  )
}

function Found({ found, selected, assigned }: SelectPageProps) {
  const hint = (id: string, says: string | undefined) =>
    [says, assigned.has(id) && 'assigned already'].filter(Boolean).join(' · ') || undefined
  return (
    <>
      {found.groups.length > 0 && (
        <Choices
          name="group"
          label="Groups"
          type="checkbox"
          plain
          chosen={selected.groups.map(({ id }) => id)}
          options={found.groups.map(({ id, displayName, description }) => ({
            value: id,
            label: displayName,
            hint: hint(id, description),
          }))}
        />
      )}
      {found.users.length > 0 && (
        <Choices
          name="user"
          label="Users"
          type="checkbox"
          plain
          chosen={selected.users.map(({ id }) => id)}
          options={found.users.map(({ id, displayName, userPrincipalName }) => ({
            value: id,
            label: displayName,
            hint: hint(id, userPrincipalName),
          }))}
        />
      )}
    </>
  )
}

/** Those of `of` who are not shown as a choice, and have to be carried along. */
function without(of: Selected, shown: Selected): Selected {
  const ids = new Set([...shown.users, ...shown.groups].map(({ id }) => id))
  return {
    users: of.users.filter(({ id }) => !ids.has(id)),
    groups: of.groups.filter(({ id }) => !ids.has(id)),
  }
}
