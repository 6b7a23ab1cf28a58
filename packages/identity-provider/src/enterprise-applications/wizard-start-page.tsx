import { Button, Empty, Filter, Head, Part, Table, TableLink } from '@postern/kit/html'
import type { Web } from '@postern/kit/http'
import { AdminPage } from '../console/frame.tsx'
import type { Tenant } from '../tenant/tenant.ts'
import type { EnterpriseApplication } from './application.ts'
import { SingleSignOnState } from './list-page.tsx'
import { applicationsCrumbs, applicationsPath } from './paths.ts'
import { startPath, wizardPath } from './wizard.ts'

export interface WizardStartPageProps {
  readonly web: Web
  readonly tenant: Tenant
  readonly applications: readonly EnterpriseApplication[]
  readonly search: string
}

/** Where the *App Configuration Wizard* begins: a new application, or one that was begun before. */
export function WizardStartPage({ web, tenant, applications, search }: WizardStartPageProps) {
  const empty =
    search === '' ? (
      <Empty title="No application yet">Add one from the gallery first.</Empty>
    ) : (
      <Empty
        title={`No application is called “${search}”`}
        action={<Button href={startPath}>Show all applications</Button>}
      >
        Application names were searched.
      </Empty>
    )
  return (
    <AdminPage web={web} tenant={tenant} title="App Configuration Wizard" current={startPath}>
      <Head
        crumbs={applicationsCrumbs}
        title="App Configuration Wizard"
        lead="Adds an application, assigns users and sets up single sign-on, one screen after another. Leave at any time: what is saved stays."
        actions={
          <Button kind="primary" href={`${applicationsPath}/new?wizard=yes`} icon="add">
            Add an application
          </Button>
        }
      />
      <Part title="Go on with an application">
        <Filter label="Search by application name" value={search} live="applications" button="Search" />
        <Table
          id="applications"
          label="Applications"
          rows={applications}
          columns={[
            { head: 'Name', cell: (of) => <TableLink href={wizardPath(of.id)}>{of.name}</TableLink> },
            { head: 'Single sign-on', cell: (of) => <SingleSignOnState application={of} /> },
          ]}
          empty={empty}
        />
      </Part>
    </AdminPage>
  )
}
