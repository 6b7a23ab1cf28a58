import { Button, Head, Row, Steps } from '@postern/kit/html'
import type { Web } from '@postern/kit/http'
import { AdminPage } from '../console/frame.tsx'
import type { EnterpriseApplication } from '../enterprise-applications/application.ts'
import { addingPath, applicationsCrumbs, applicationsPath } from '../enterprise-applications/paths.ts'
import type { Tenant } from '../tenant/tenant.ts'

export interface AddingPageProps {
  readonly web: Web
  readonly tenant: Tenant
  readonly application: EnterpriseApplication
}

/** Shown, and asked for again each second by the browser itself, while the certificate of a new application is made. */
export function AddingPage({ web, tenant, application }: AddingPageProps) {
  const { id, name } = application
  return (
    <AdminPage web={web} tenant={tenant} title={`Adding ${name}`} current={applicationsPath}>
      <Head
        crumbs={applicationsCrumbs}
        title={`Adding ${name}`}
        lead="Wait a few seconds while the application is added. This page goes on by itself."
      />
      <div role="status">
        <Steps
          steps={[
            { label: `${name} is in the list of enterprise applications`, state: 'done' },
            { label: 'A signing key and its certificate are being made', state: 'here' },
            { label: 'The federation metadata names the certificate', state: 'ahead' },
          ]}
        />
      </div>
      <Row>
        <Button href={addingPath(id)}>Look again</Button>
      </Row>
    </AdminPage>
  )
}
