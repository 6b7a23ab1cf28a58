import { Button, Empty, Filter, Head, Pill, Table, TableLink, Toast, When } from '@postern/kit/html'
import type { Web } from '@postern/kit/http'
import { AdminPage } from '../console/frame.tsx'
import type { Tenant } from '../tenant/tenant.ts'
import { type EnterpriseApplication, isConfigured } from './application.ts'
import { applicationPath, applicationsCrumbs, applicationsPath } from './paths.ts'
import { applicationsShown } from './store.ts'

export interface ApplicationsPageProps {
  readonly web: Web
  readonly tenant: Tenant
  readonly applications: readonly EnterpriseApplication[]
  readonly search: string
}

export function ApplicationsPage({ web, tenant, applications, search }: ApplicationsPageProps) {
  const add = (
    <Button kind="primary" href={`${applicationsPath}/new`} icon="add">
      New application
    </Button>
  )
  return (
    <AdminPage web={web} tenant={tenant} title="Enterprise applications" current={applicationsPath}>
      {web.req.query('done') === 'deleted' && <Toast>The application was deleted.</Toast>}
      <Head
        crumbs={applicationsCrumbs}
        title="Enterprise applications"
        lead="What people open with their account here."
        actions={add}
      />
      <Filter label="Search by application name" value={search} live="applications" button="Search" />
      <ApplicationsTable applications={applications} search={search} />
      {applications.length === applicationsShown && (
        <p class="small">The first {applicationsShown} are shown. Search to find others.</p>
      )}
    </AdminPage>
  )
}

export function SingleSignOnState({ application }: { application: EnterpriseApplication }) {
  if (!application.enabled) return <Pill tone="bad">Switched off</Pill>
  if (application.method === 'disabled') return <Pill>Disabled</Pill>
  return isConfigured(application) ? <Pill tone="ok">SAML</Pill> : <Pill tone="warn">Not set up</Pill>
}

function ApplicationsTable({ applications, search }: Pick<ApplicationsPageProps, 'applications' | 'search'>) {
  return (
    <Table
      id="applications"
      label="Enterprise applications"
      rows={applications}
      columns={[
        {
          head: 'Name',
          cell: (of) => <TableLink href={applicationPath(of.id)}>{of.name}</TableLink>,
        },
        { head: 'Single sign-on', cell: (of) => <SingleSignOnState application={of} /> },
        { head: 'Application ID', cell: (of) => <code>{of.id}</code>, wideOnly: true },
        { head: 'Added', cell: (of) => <When at={of.createdAt} show="short day" />, wideOnly: true },
      ]}
      empty={<Nothing search={search} />}
    />
  )
}

function Nothing({ search }: { search: string }) {
  if (search === '') {
    return <Empty title="No application yet">Add one to let people open it with their account here.</Empty>
  }
  const all = <Button href={applicationsPath}>Show all applications</Button>
  return (
    <Empty title={`No application is called “${search}”`} action={all}>
      Application names were searched.
    </Empty>
  )
}
