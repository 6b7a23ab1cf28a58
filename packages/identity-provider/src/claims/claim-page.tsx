import { csrfToken } from '@postern/kit/form'
import {
  Button,
  Csrf,
  Danger,
  ErrorSummary,
  Field,
  type FieldError,
  Hidden,
  Part,
  Row,
  Stack,
  Table,
} from '@postern/kit/html'
import type { Web } from '@postern/kit/http'
import type { EnterpriseApplication } from '../enterprise-applications/application.ts'
import type { Tenant } from '../tenant/tenant.ts'
import { type Condition, nameIdFormatNames } from './configuration.ts'
import { ClaimsFrame } from './frame.tsx'
import { claimsPath, conditionDeletionPath, deletionPath, nameIdKey, newConditionPath } from './paths.ts'
import { SourceFields } from './source-fields.tsx'
import { allowedFor, type TypedClaim } from './typed-claim.ts'
import { saysOf } from './words.ts'

export interface ClaimPageProps {
  readonly web: Web
  readonly tenant: Tenant
  readonly application: EnterpriseApplication
  /** Undefined: a new claim. */
  readonly claim: string | undefined
  readonly typed: TypedClaim
  readonly conditions: readonly Condition[]
  readonly errors: readonly FieldError[]
}

/** *Manage claim*: its name and where its value comes from. */
export function ClaimPage(props: ClaimPageProps) {
  const { web, tenant, application, claim, typed, errors } = props
  const { id } = application
  const isNameId = claim === nameIdKey
  const remove = claim !== undefined && (
    <Button kind="danger" href={deletionPath(id, claim)}>
      Delete claim
    </Button>
  )
  return (
    <ClaimsFrame
      {...{ web, tenant, application }}
      title={
        isNameId ? 'Unique User Identifier (Name ID)' : claim === undefined ? 'Add new claim' : typed.name
      }
      lead={isNameId ? 'The name by which the application knows a person.' : undefined}
    >
      <form method="post" action={`${claimsPath(id)}/claim`}>
        <Csrf token={csrfToken(web)} />
        {claim !== undefined && <Hidden fields={{ claim }} />}
        <Stack>
          <ErrorSummary errors={errors} />
          {isNameId ? <Format {...props} /> : <Names {...props} />}
          <SourceFields typed={typed.source} allowed={allowedFor(claim)} errors={errors} />
          <Row>
            <Button kind="primary">Save</Button>
            <Button href={claimsPath(id)}>Cancel</Button>
          </Row>
        </Stack>
      </form>
      {claim !== undefined && <Conditions {...props} claim={claim} />}
      {claim !== undefined && !isNameId && (
        <Danger title="Delete this claim" action={remove}>
          Answers do not carry it any more.
        </Danger>
      )}
    </ClaimsFrame>
  )
}

function Names({ typed, errors }: ClaimPageProps) {
  const errorOf = (id: string) => errors.find((error) => error.id === id)?.message
  return (
    <>
      <Field
        name="name"
        label="Name"
        width="middle"
        value={typed.name}
        error={errorOf('name')}
        autocomplete="off"
        required
      />
      <Field
        name="namespace"
        label="Namespace"
        hint="Put before the name with a slash. May be empty."
        mono
        value={typed.namespace}
        error={errorOf('namespace')}
        autocomplete="off"
      />
    </>
  )
}

function Format({ typed, errors }: ClaimPageProps) {
  return (
    <Field
      name="format"
      label="Choose name identifier format"
      type="select"
      width="middle"
      hint="An application that asks for another format gets that one, and the user principal name or an opaque name with it."
      options={nameIdFormatNames.map(({ name, label }) => ({ value: name, label }))}
      value={typed.format}
      error={errors.find(({ id }) => id === 'format')?.message}
    />
  )
}

function Conditions({ application, claim, conditions }: ClaimPageProps & { claim: string }) {
  const { id } = application
  const rows = conditions.map((condition, n) => ({ condition, n }))
  return (
    <Part
      title="Claim conditions"
      beside={
        <Button small href={newConditionPath(id, claim)}>
          Add condition
        </Button>
      }
    >
      <Table
        label="Claim conditions"
        rows={rows}
        columns={[
          { head: 'User type', cell: ({ condition }) => typeLabel(condition.userType) },
          {
            head: 'Groups',
            cell: ({ condition }) => (condition.groups.length === 0 ? 'Any' : condition.groups.length),
            wideOnly: true,
          },
          { head: 'Value', cell: ({ condition }) => <code>{saysOf({ ...condition, conditions: [] })}</code> },
          {
            head: <span class="hide">Change</span>,
            cell: ({ n }) => (
              <Button small href={conditionDeletionPath(id, claim, n)} label={`Delete condition ${n + 1}`}>
                Delete
              </Button>
            ),
          },
        ]}
        empty={
          <p class="quiet">None: everybody gets the value above. Of those that hold the last one counts.</p>
        }
      />
    </Part>
  )
}

export const typeLabel = (of: Condition['userType']) =>
  ({ Any: 'Any', Member: 'Members', Guest: 'All guests' })[of]
