import { csrfToken } from '@postern/kit/form'
import {
  Button,
  Choices,
  Csrf,
  Empty,
  ErrorSummary,
  Field,
  type FieldError,
  Filter,
  Hidden,
  Part,
  Row,
  Said,
  Stack,
} from '@postern/kit/html'
import type { Web } from '@postern/kit/http'
import type { EnterpriseApplication } from '../enterprise-applications/application.ts'
import { ApplicationPage } from '../enterprise-applications/frame.tsx'
import { usersAndGroupsPath } from '../enterprise-applications/paths.ts'
import { inWizard, sameWay } from '../enterprise-applications/wizard.ts'
import type { Tenant } from '../tenant/tenant.ts'
import type { User } from '../users/user.ts'
import { defaultAccess } from './store.ts'

export interface AddAssignmentPageProps {
  readonly web: Web
  readonly tenant: Tenant
  readonly application: EnterpriseApplication
  /** Who was selected so far. */
  readonly selected: readonly User[]
  readonly errors: readonly FieldError[]
}

/** *Add Assignment*: whom, with which role. */
export function AddAssignmentPage(props: AddAssignmentPageProps) {
  const { web, tenant, application, selected, errors } = props
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
        {selected.map((user) => (
          <input type="hidden" name="user" value={user.id} />
        ))}
        <Stack gap="wide">
          <ErrorSummary errors={errors} />
          <Selected {...props} />
          <Field
            name="role"
            label="Select a role"
            type="select"
            width="middle"
            options={[{ value: defaultAccess, label: defaultAccess }]}
            value={defaultAccess}
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

function Selected({ web, application, selected, errors }: AddAssignmentPageProps) {
  const path = `${usersAndGroupsPath(application.id)}/add/select`
  const ids = selected.map((user) => user.id)
  const names = selected.map((user) => user.displayName).join(', ')
  return (
    <Part title="Users and groups" id="users">
      <Said id="users" error={errors.find(({ id }) => id === 'part-users')?.message} />
      <Row>
        <span>{selected.length === 0 ? 'None Selected' : names}</span>
        <Button push href={withSelected(web, path, ids)} label="Users and groups: select">
          Users and groups
        </Button>
      </Row>
    </Part>
  )
}

/** A page on the way, with whom was selected so far and whether the wizard was the way in. */
function withSelected(web: Web, path: string, selected: readonly string[]): string {
  const query = new URLSearchParams(selected.map((id): [string, string] => ['user', id]))
  if (inWizard(web)) query.set('wizard', 'yes')
  return query.size === 0 ? path : `${path}?${query.toString()}`
}

export interface SelectPageProps {
  readonly web: Web
  readonly tenant: Tenant
  readonly application: EnterpriseApplication
  readonly found: readonly User[]
  readonly selected: readonly string[]
  readonly search: string
}

/** *Users and groups* of *Add Assignment*: a list to select from. Nothing is changed before *Assign*. */
export function SelectPage({ web, tenant, application, found, selected, search }: SelectPageProps) {
  const path = usersAndGroupsPath(application.id)
  const on = (page: string, ids: readonly string[]) => withSelected(web, `${path}${page}`, ids)
  const shown = new Set(found.map((user) => user.id))
  const kept = selected.filter((id) => !shown.has(id))
  const hidden = (ids: readonly string[]) => ids.map((id) => <input type="hidden" name="user" value={id} />)
  return (
    <ApplicationPage web={web} tenant={tenant} application={application} title="Users and groups" tab={path}>
      <Filter label="Search users" value={search} button="Search">
        {inWizard(web) && <Hidden fields={{ wizard: 'yes' }} />}
        {hidden(selected)}
      </Filter>
      {found.length === 0 ? (
        <Empty
          title={`Nobody is called “${search}”`}
          action={<Button href={on('/add/select', selected)}>Show all users</Button>}
        >
          Display names and user principal names were searched.
        </Empty>
      ) : (
        <form method="get" action={`${path}/add`}>
          {inWizard(web) && <Hidden fields={{ wizard: 'yes' }} />}
          {hidden(kept)}
          <Stack>
            <Choices
              name="user"
              label="Users"
              type="checkbox"
              plain
              chosen={selected}
              options={found.map((user) => ({
                value: user.id,
                label: user.displayName,
                hint: user.userPrincipalName,
              }))}
            />
            <Row>
              <Button kind="primary">Select</Button>
              <Button href={on('/add', selected)}>Cancel</Button>
            </Row>
          </Stack>
        </form>
      )}
    </ApplicationPage>
  )
}
