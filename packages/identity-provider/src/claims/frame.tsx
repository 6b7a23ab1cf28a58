import type { Web } from '@postern/kit/http'
import type { Child } from 'hono/jsx'
import type { EnterpriseApplication } from '../enterprise-applications/application.ts'
import { ApplicationPage } from '../enterprise-applications/frame.tsx'
import { singleSignOnPath } from '../enterprise-applications/paths.ts'
import type { Tenant } from '../tenant/tenant.ts'
import { claimsPath } from './paths.ts'

export interface ClaimsFrameProps {
  readonly web: Web
  readonly tenant: Tenant
  readonly application: EnterpriseApplication
  readonly title: string
  readonly lead?: Child
  readonly children?: Child
}

/** The frame of the pages below *Attributes & Claims*. */
export function ClaimsFrame({ web, tenant, application, title, lead, children }: ClaimsFrameProps) {
  const { id } = application
  return (
    <ApplicationPage
      {...{ web, tenant, application, title, lead }}
      parents={[{ label: 'Attributes & Claims', href: claimsPath(id) }]}
      tab={singleSignOnPath(id)}
    >
      {children}
    </ApplicationPage>
  )
}
