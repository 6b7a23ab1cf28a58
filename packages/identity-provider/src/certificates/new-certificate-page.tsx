import { csrfToken } from '@postern/kit/form'
import { Button, Csrf, ErrorSummary, Field, Row, Stack } from '@postern/kit/html'
import type { Web } from '@postern/kit/http'
import type { EnterpriseApplication } from '../enterprise-applications/application.ts'
import { ApplicationPage } from '../enterprise-applications/frame.tsx'
import { singleSignOnPath } from '../enterprise-applications/paths.ts'
import type { Tenant } from '../tenant/tenant.ts'
import { signingPath } from './paths.ts'

export interface NewCertificatePageProps {
  readonly web: Web
  readonly tenant: Tenant
  readonly application: EnterpriseApplication
  /** `2029-03-12` */
  readonly typed: string
  readonly error?: string | undefined
}

/** *New certificate*: until when. */
export function NewCertificatePage({ web, tenant, application, typed, error }: NewCertificatePageProps) {
  const path = signingPath(application.id)
  return (
    <ApplicationPage
      web={web}
      tenant={tenant}
      application={application}
      title="New certificate"
      lead="A key is made for this application alone. It stays inactive until you make it active."
      tab={singleSignOnPath(application.id)}
    >
      <form method="post" action={`${path}/new`}>
        <Csrf token={csrfToken(web)} />
        <Stack>
          <ErrorSummary errors={error === undefined ? [] : [{ id: 'expires', message: error }]} />
          <Field
            name="expires"
            label="Expiration date"
            type="date"
            width="short"
            hint="At most three years from today."
            value={typed}
            error={error}
            required
          />
          <Row>
            <Button kind="primary">Save</Button>
            <Button href={path}>Cancel</Button>
          </Row>
        </Stack>
      </form>
    </ApplicationPage>
  )
}
