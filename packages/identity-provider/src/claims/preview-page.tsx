import { Address, Empty, Facts, Filter, Notice, Part, Stack, Table } from '@postern/kit/html'
import type { Web } from '@postern/kit/http'
import type { AttributeToWrite } from '@postern/saml'
import type { EnterpriseApplication } from '../enterprise-applications/application.ts'
import type { Tenant } from '../tenant/tenant.ts'
import type { User } from '../users/user.ts'
import { ClaimsFrame } from './frame.tsx'

export interface Preview {
  readonly user: User
  readonly nameId: { readonly format: string; readonly value: string }
  /** The source of the Name ID that is empty for this user. */
  readonly missing: string | undefined
  readonly attributes: readonly AttributeToWrite[]
}

export interface PreviewPageProps {
  readonly web: Web
  readonly tenant: Tenant
  readonly application: EnterpriseApplication
  readonly search: string
  /** Those whom the search found, each a link; empty where one was chosen. */
  readonly found: readonly User[]
  readonly preview: Preview | undefined
}

/** *Preview claims*: what an answer would say about somebody. Nothing is sent. */
export function PreviewPage({ web, tenant, application, search, found, preview }: PreviewPageProps) {
  return (
    <ClaimsFrame
      {...{ web, tenant, application }}
      title="Preview claims"
      lead={`What ${application.name} would be told about a person, as it is configured now. Nothing is sent.`}
    >
      <Stack gap="wide">
        <Filter label="Search users" value={search} button="Search" />
        {preview ? <Said of={preview} /> : <Found {...{ web, found, search }} />}
      </Stack>
    </ClaimsFrame>
  )
}

function Found({ web, found, search }: Pick<PreviewPageProps, 'web' | 'found' | 'search'>) {
  return (
    <Table
      label="Users"
      rows={found}
      columns={[
        {
          head: 'Display name',
          cell: (of) => <a href={`${web.req.path}?user=${of.id}`}>{of.displayName}</a>,
        },
        { head: 'User principal name', cell: (of) => of.userPrincipalName },
      ]}
      empty={
        <Empty title={`Nobody is called “${search}”`}>
          Display names and user principal names were searched.
        </Empty>
      }
    />
  )
}

function Said({ of: { user, nameId, missing, attributes } }: { of: Preview }) {
  return (
    <>
      {missing !== undefined && (
        <Notice tone="warn" title={`${user.displayName} cannot sign in to this application (AADSTS501241)`}>
          The Name ID is made of {missing}, which is empty here. Fill it in under{' '}
          <a href={`/admin/users/${user.id}/edit`}>Edit properties</a>, or choose another source.
        </Notice>
      )}
      <Part title={user.displayName}>
        <Facts
          facts={[
            { label: 'Name ID', value: missing === undefined && <code>{nameId.value}</code> },
            { label: 'Format', value: missing === undefined && <code>{nameId.format}</code> },
          ]}
        />
      </Part>
      <Part title="Claims">
        <Facts
          layout="over"
          facts={attributes.map(({ name, values }) => ({
            label: <Address>{name}</Address>,
            value: values.map((value, n) => (n === 0 ? value : [<br />, value])),
          }))}
        />
      </Part>
    </>
  )
}
