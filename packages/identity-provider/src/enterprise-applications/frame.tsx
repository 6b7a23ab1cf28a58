import { Head, Tabs } from '@postern/kit/html'
import type { Web } from '@postern/kit/http'
import type { Child } from 'hono/jsx'
import { AdminPage } from '../console/frame.tsx'
import type { Tenant } from '../tenant/tenant.ts'
import type { EnterpriseApplication } from './application.ts'

export const applicationsPath = '/admin/enterprise-applications'
export const applicationPath = (id: string): string => `${applicationsPath}/${id}`
export const singleSignOnPath = (id: string): string => `${applicationPath(id)}/single-sign-on`
export const configurationPath = (id: string): string => `${singleSignOnPath(id)}/basic-saml-configuration`
export const propertiesPath = (id: string): string => `${applicationPath(id)}/properties`
export const usersAndGroupsPath = (id: string): string => `${applicationPath(id)}/users-and-groups`
export const testPath = (id: string): string => `/my-apps/launch/${id}`

export const applicationsCrumbs = [
  { label: 'Identity', href: '/admin' },
  { label: 'Applications', href: applicationsPath },
]

export interface ApplicationPageProps {
  readonly web: Web
  readonly tenant: Tenant
  readonly application: EnterpriseApplication
  readonly title: string
  readonly lead?: Child
  readonly actions?: Child
  /** The address of the tab. */
  readonly tab: string
  readonly children?: Child
}

/** The frame of every page of one application: where it is, its tabs. */
export function ApplicationPage(props: ApplicationPageProps) {
  const { web, tenant, application, title, lead, actions, tab, children } = props
  const { id, name } = application
  const crumbs = [
    ...applicationsCrumbs,
    { label: 'Enterprise applications', href: applicationsPath },
    ...(title === name ? [] : [{ label: name, href: applicationPath(id) }]),
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
        ]}
      />
      {children}
    </AdminPage>
  )
}
