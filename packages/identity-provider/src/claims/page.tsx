import { Button, Facts, Part, Table, TableLink, Toast } from '@postern/kit/html'
import type { Web } from '@postern/kit/http'
import type { EnterpriseApplication } from '../enterprise-applications/application.ts'
import { ApplicationPage } from '../enterprise-applications/frame.tsx'
import { singleSignOnPath } from '../enterprise-applications/paths.ts'
import type { Tenant } from '../tenant/tenant.ts'
import { type ClaimsConfiguration, wireName } from './configuration.ts'
import { claimPath, claimsPath, nameIdKey } from './paths.ts'
import { saysOf, saysOfGroups, saysOfNameId } from './words.ts'

export interface ClaimsPageProps {
  readonly web: Web
  readonly tenant: Tenant
  readonly application: EnterpriseApplication
  readonly configuration: ClaimsConfiguration
}

const toasts: Readonly<Record<string, string>> = {
  saved: 'The claim was saved.',
  deleted: 'The claim was deleted.',
  groups: 'The group claim was saved.',
}

/** *Attributes & Claims*: what an answer says about a person. */
export function ClaimsPage({ web, tenant, application, configuration }: ClaimsPageProps) {
  const { id } = application
  const path = claimsPath(id)
  const toast = toasts[web.req.query('done') ?? '']
  return (
    <ApplicationPage
      {...{ web, tenant, application }}
      title="Attributes & Claims"
      lead="What an answer says about a person. A claim whose source is empty is left out."
      actions={
        <>
          <Button href={`${path}/preview`}>Preview claims</Button>
          <Button href={`${path}/claim`} icon="add">
            Add new claim
          </Button>
        </>
      }
      tab={singleSignOnPath(id)}
    >
      {toast !== undefined && <Toast>{toast}</Toast>}
      <Part title="Required claim">
        <Facts
          facts={[
            {
              label: <a href={claimPath(id, nameIdKey)}>Unique User Identifier (Name ID)</a>,
              value: <code>{saysOfNameId(configuration)}</code>,
            },
          ]}
        />
      </Part>
      <Part title="Additional claims">
        <Table
          label="Additional claims"
          rows={configuration.claims}
          columns={[
            {
              head: 'Claim name',
              cell: (claim) => (
                <TableLink href={claimPath(id, wireName(claim))} under={claim.namespace}>
                  {claim.name}
                </TableLink>
              ),
            },
            { head: 'Value', cell: (claim) => <code>{saysOf(claim)}</code> },
          ]}
          empty={
            <p class="quiet">No additional claims. The object id and the display name are always sent.</p>
          }
        />
      </Part>
      <Part
        title="Group claim"
        beside={
          <Button small href={`${path}/groups`}>
            Edit group claim
          </Button>
        }
      >
        <p>{saysOfGroups(configuration.groups)}</p>
      </Part>
    </ApplicationPage>
  )
}
