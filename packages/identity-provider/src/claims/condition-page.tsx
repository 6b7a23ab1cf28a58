import { csrfToken } from '@postern/kit/form'
import { Button, Csrf, ErrorSummary, Field, type FieldError, Hidden, Row, Stack } from '@postern/kit/html'
import type { Web } from '@postern/kit/http'
import type { EnterpriseApplication } from '../enterprise-applications/application.ts'
import type { Tenant } from '../tenant/tenant.ts'
import { ClaimsFrame } from './frame.tsx'
import { claimPath, claimsPath } from './paths.ts'
import { SourceFields } from './source-fields.tsx'
import { allowedFor } from './typed-claim.ts'
import type { TypedCondition } from './typed-condition.ts'

export interface ConditionPageProps {
  readonly web: Web
  readonly tenant: Tenant
  readonly application: EnterpriseApplication
  readonly claim: string
  readonly typed: TypedCondition
  readonly errors: readonly FieldError[]
}

/** *Add condition*: who gets another value, and which. */
export function ConditionPage({ web, tenant, application, claim, typed, errors }: ConditionPageProps) {
  const { id } = application
  const errorOf = (field: string) => errors.find((error) => error.id === field)?.message
  return (
    <ClaimsFrame
      {...{ web, tenant, application }}
      title="Add condition"
      lead="People to whom several conditions apply get the value of the last one."
    >
      <form method="post" action={`${claimsPath(id)}/condition`}>
        <Csrf token={csrfToken(web)} />
        <Hidden fields={{ claim }} />
        <Stack>
          <ErrorSummary errors={errors} />
          <Field
            name="userType"
            label="User type"
            type="select"
            width="middle"
            options={[
              { value: 'Any', label: 'Any' },
              { value: 'Member', label: 'Members' },
              { value: 'Guest', label: 'All guests' },
            ]}
            value={typed.userType}
            error={errorOf('userType')}
          />
          <Field
            name="groups"
            label="Scoped groups"
            type="textarea"
            rows={3}
            hint="Whoever is in one of them. A group name or object id a line; empty: whatever the groups."
            value={typed.groups}
            error={errorOf('groups')}
          />
          <SourceFields typed={typed.source} allowed={allowedFor(claim)} errors={errors} />
          <Row>
            <Button kind="primary">Save</Button>
            <Button href={claimPath(id, claim)}>Cancel</Button>
          </Row>
        </Stack>
      </form>
    </ClaimsFrame>
  )
}
