import { csrfToken } from '@postern/kit/form'
import {
  Button,
  Choice,
  Choices,
  Csrf,
  ErrorSummary,
  Field,
  type FieldError,
  Fold,
  Row,
  Stack,
} from '@postern/kit/html'
import type { Web } from '@postern/kit/http'
import type { EnterpriseApplication } from '../enterprise-applications/application.ts'
import type { Tenant } from '../tenant/tenant.ts'
import { ClaimsFrame } from './frame.tsx'
import { mostGroups } from './groups-claim.ts'
import { claimsPath } from './paths.ts'
import type { TypedGroups } from './typed-groups.ts'

export interface GroupsPageProps {
  readonly web: Web
  readonly tenant: Tenant
  readonly application: EnterpriseApplication
  readonly typed: TypedGroups
  readonly errors: readonly FieldError[]
}

/** *Group Claims*: which groups of a person an answer carries. */
export function GroupsPage(props: GroupsPageProps) {
  const { web, tenant, application, typed, errors } = props
  const path = claimsPath(application.id)
  return (
    <ClaimsFrame
      {...{ web, tenant, application }}
      title="Group Claims"
      lead={`Somebody who is in more than ${mostGroups} of them gets a link in place of the list. Groups assigned to the application are fewer.`}
    >
      <form method="post" action={`${path}/groups`}>
        <Csrf token={csrfToken(web)} />
        <Stack>
          <ErrorSummary errors={errors} />
          <Choices
            name="which"
            label="Which groups associated with the user should be returned in the claim?"
            plain
            chosen={typed.which}
            error={errors.find(({ id }) => id === 'which')?.message}
            options={[
              { value: 'none', label: 'None' },
              { value: 'all', label: 'All groups' },
              { value: 'assigned', label: 'Groups assigned to the application' },
              {
                value: 'directory-roles',
                label: 'Directory roles',
                hint: 'Template ids, as the claim wids.',
              },
            ]}
          />
          <Advanced {...props} />
          <Row>
            <Button kind="primary">Save</Button>
            <Button href={path}>Cancel</Button>
          </Row>
        </Stack>
      </form>
    </ClaimsFrame>
  )
}

function Advanced({ typed, errors }: GroupsPageProps) {
  const errorOf = (id: string) => errors.find((error) => error.id === id)?.message
  return (
    <>
      <Field
        name="value"
        label="Source attribute"
        type="select"
        width="middle"
        options={[
          { value: 'id', label: 'Group ID' },
          { value: 'display-name', label: 'Cloud-only group display names' },
        ]}
        value={typed.value}
        error={errorOf('value')}
      />
      <Fold
        summary="Advanced options"
        open={typed.match !== '' || typed.name !== '' || typed.emitAsRoles || errors.length > 0}
      >
        <Field
          name="match"
          label="Filter groups by display name"
          type="select"
          width="middle"
          options={[
            { value: '', label: 'No filter' },
            { value: 'prefix', label: 'Prefix' },
            { value: 'suffix', label: 'Suffix' },
            { value: 'contains', label: 'Contains' },
          ]}
          value={typed.match}
        />
        <Field
          name="text"
          label="Text"
          width="middle"
          value={typed.text}
          error={errorOf('text')}
          autocomplete="off"
        />
        <Field
          name="name"
          label="Name"
          hint="Customize the name of the group claim. Empty: the usual one."
          width="middle"
          value={typed.name}
          error={errorOf('name')}
          autocomplete="off"
        />
        <Field name="namespace" label="Namespace" mono value={typed.namespace} autocomplete="off" />
        <Choice
          name="emitAsRoles"
          checked={typed.emitAsRoles}
          label="Emit groups as role claims"
          hint="App roles are then not sent."
        />
      </Fold>
    </>
  )
}
