import { Button, Head, type Link, Notice, Tabs } from '@postern/kit/html'
import type { Web } from '@postern/kit/http'
import type { Child } from 'hono/jsx'
import { AdminPage } from '../console/frame.tsx'
import type { Tenant } from '../tenant/tenant.ts'
import type { EnterpriseApplication } from './application.ts'
import {
  applicationCrumbs,
  applicationPath,
  applicationsPath,
  appRolesPath,
  propertiesPath,
  singleSignOnPath,
  usersAndGroupsPath,
} from './paths.ts'
import { inWizard, wizardPath } from './wizard.ts'

export interface ApplicationPageProps {
  readonly web: Web
  readonly tenant: Tenant
  readonly application: EnterpriseApplication
  readonly title: string
  readonly lead?: Child
  readonly actions?: Child
  /** Pages of the application that stand above this one. */
  readonly parents?: readonly Link[]
  /** The address of the tab. */
  readonly tab: string
  readonly children?: Child
}

/** The frame of every page of one application: where it is, its tabs. */
export function ApplicationPage(props: ApplicationPageProps) {
  const { web, tenant, application, title, lead, actions, parents = [], tab, children } = props
  const { id, name } = application
  const crumbs = [
    ...applicationCrumbs,
    ...(title === name ? [] : [{ label: name, href: applicationPath(id) }]),
    ...parents,
  ]
  const windowTitle = title === name ? name : `${title} · ${name}`
  return (
    <AdminPage web={web} tenant={tenant} title={windowTitle} current={applicationsPath}>
      <Head crumbs={crumbs} title={title} lead={lead} actions={actions} />
      <Tabs
        label={name}
        current={tab}
        tabs={[
          { label: 'Overview', href: applicationPath(id) },
          { label: 'Properties', href: propertiesPath(id) },
          { label: 'Single sign-on', href: singleSignOnPath(id) },
          { label: 'Users and groups', href: usersAndGroupsPath(id) },
          { label: 'App roles', href: appRolesPath(id) },
          { label: 'Token encryption', href: `${applicationPath(id)}/token-encryption` },
        ]}
      />
      {inWizard(web) && <WizardNotice application={application} />}
      {children}
    </AdminPage>
  )
}

/** On a screen that was entered from the wizard: where one is, and the way back. */
function WizardNotice({ application }: { application: EnterpriseApplication }) {
  return (
    <Notice
      title={`App Configuration Wizard of ${application.name}`}
      action={<Button href={wizardPath(application.id)}>Back to the wizard</Button>}
    >
      Once this screen is saved, the wizard shows the next step.
    </Notice>
  )
}
