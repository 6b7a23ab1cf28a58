import { csrfToken } from '@postern/kit/form'
import {
  Button,
  Choices,
  Csrf,
  Empty,
  ErrorSummary,
  Field,
  Filter,
  Part,
  Row,
  Stack,
} from '@postern/kit/html'
import type { Web } from '@postern/kit/http'
import type { EnterpriseApplication } from '../enterprise-applications/application.ts'
import { ApplicationPage, usersAndGroupsPath } from '../enterprise-applications/frame.tsx'
import type { Tenant } from '../tenant/tenant.ts'
import type { User } from '../users/user.ts'
import { defaultAccess } from './store.ts'

export interface AddAssignmentPageProps {
  readonly web: Web
  readonly tenant: Tenant
  readonly application: EnterpriseApplication
  /** Who was selected so far. */
  readonly selected: readonly User[]
  readonly error?: string | undefined
}

/** *Add Assignment*: whom, with which role. */
export function AddAssignmentPage({ web, tenant, application, selected, error }: AddAssignmentPageProps) {
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
      <form method="post" action={path}>
        <Csrf token={csrfToken(web)} />
        {selected.map((user) => (
          <input type="hidden" name="user" value={user.id} />
        ))}
        <Stack gap="wide">
          <ErrorSummary errors={error === undefined ? [] : [{ id: 'part-users', message: error }]} />
          <Selected path={path} selected={selected} />
          <Field
            name="role"
            label="Select a role"
            type="select"
            width="middle"
            options={[{ value: defaultAccess, label: defaultAccess }]}
            value={defaultAccess}
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

function Selected({ path, selected }: { path: string; selected: readonly User[] }) {
  const names = selected.map((user) => user.displayName).join(', ')
  return (
    <Part title="Users and groups" id="users">
      <Row>
        <span>{selected.length === 0 ? 'None Selected' : names}</span>
        <Button push href={selectPath(path, selected)} label="Users and groups: select">
          Users and groups
        </Button>
      </Row>
    </Part>
  )
}

function selectPath(path: string, selected: readonly User[]): string {
  const query = new URLSearchParams(selected.map((user): [string, string] => ['user', user.id]))
  return query.size === 0 ? `${path}/add/select` : `${path}/add/select?${query.toString()}`
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
  const shown = new Set(found.map((user) => user.id))
  const kept = selected.filter((id) => !shown.has(id))
  const hidden = (ids: readonly string[]) => ids.map((id) => <input type="hidden" name="user" value={id} />)
  return (
    <ApplicationPage web={web} tenant={tenant} application={application} title="Users and groups" tab={path}>
      <Filter label="Search users" value={search} button="Search">
        {hidden(selected)}
      </Filter>
      {found.length === 0 ? (
        <Empty title={`Nobody is called “${search}”`}>
          Display names and user principal names were searched.
        </Empty>
      ) : (
        <form method="get" action={`${path}/add`}>
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
              <Button href={`${path}/add`}>Cancel</Button>
            </Row>
          </Stack>
        </form>
      )}
    </ApplicationPage>
  )
}
