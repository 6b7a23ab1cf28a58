import { csrfToken } from '@postern/kit/form'
import { Button, Csrf, ErrorSummary, Field, type FieldError, Head, Row, Stack } from '@postern/kit/html'
import type { Web } from '@postern/kit/http'
import { AdminPage } from '../console/frame.tsx'
import type { Tenant } from '../tenant/tenant.ts'
import { errorIn } from '../users/fields.tsx'
import type { Group, TypedGroup } from './group.ts'
import { groupCrumbs, groupPath, groupsPath } from './paths.ts'

export interface GroupFormPageProps {
  readonly web: Web
  readonly tenant: Tenant
  /** Undefined: a new one. */
  readonly group: Group | undefined
  readonly typed: TypedGroup
  readonly errors: readonly FieldError[]
}

/** *New group*, and *Edit properties* of one that is there. */
export function GroupFormPage({ web, tenant, group, typed, errors }: GroupFormPageProps) {
  const title = group ? `Edit ${group.displayName}` : 'New group'
  const back = group ? groupPath(group.id) : groupsPath
  const crumbs = group ? [...groupCrumbs, { label: group.displayName, href: back }] : groupCrumbs
  return (
    <AdminPage web={web} tenant={tenant} title={title} current={groupsPath}>
      <Head crumbs={crumbs} title={group ? 'Edit properties' : title} />
      <form method="post" action={group ? `${back}/edit` : `${groupsPath}/new`}>
        <Csrf token={csrfToken(web)} />
        <Stack>
          <ErrorSummary errors={errors} />
          <Field
            name="displayName"
            label="Group name"
            width="middle"
            value={typed.displayName}
            error={errorIn(errors, 'displayName')}
            autocomplete="off"
            required
          />
          <Field
            name="description"
            label="Group description"
            hint="What the group is for. Seen by administrators only."
            value={typed.description}
            error={errorIn(errors, 'description')}
            autocomplete="off"
          />
          <Row>
            <Button kind="primary">{group ? 'Save' : 'Create group'}</Button>
            <Button href={back}>Cancel</Button>
          </Row>
        </Stack>
      </form>
    </AdminPage>
  )
}
