import { csrfToken } from '@postern/kit/form'
import { Button, Csrf, ErrorSummary, Field, FileDrop, Row, Stack } from '@postern/kit/html'
import type { Web } from '@postern/kit/http'
import type { EnterpriseApplication } from '../enterprise-applications/application.ts'
import { ApplicationPage } from '../enterprise-applications/frame.tsx'
import { singleSignOnPath } from '../enterprise-applications/paths.ts'
import type { Tenant } from '../tenant/tenant.ts'
import { signingPath } from './paths.ts'

/** How large a file is, at most: a key, its certificate and those above it have a tenth of that. */
export const largestPfx = 60_000

export interface ImportPageProps {
  readonly web: Web
  readonly tenant: Tenant
  readonly application: EnterpriseApplication
  readonly wrong?: { readonly field: 'file' | 'pfxPassword'; readonly fault: string } | undefined
}

/** *Import certificate*: a key that was made elsewhere, with its certificate. */
export function ImportPage({ web, tenant, application, wrong }: ImportPageProps) {
  const path = signingPath(application.id)
  const faultOf = (field: 'file' | 'pfxPassword') => (wrong?.field === field ? wrong.fault : undefined)
  return (
    <ApplicationPage
      {...{ web, tenant, application }}
      title="Import certificate"
      lead="A key that was made elsewhere, with its certificate. It stays inactive until you make it active."
      parents={[{ label: 'SAML Signing Certificate', href: path }]}
      tab={singleSignOnPath(application.id)}
    >
      <form method="post" action={`${path}/import`} enctype="multipart/form-data">
        <Csrf token={csrfToken(web)} />
        <Stack>
          <ErrorSummary errors={wrong ? [{ id: wrong.field, message: wrong.fault }] : []} />
          <FileDrop
            name="file"
            label="Certificate file"
            hint="PFX (.pfx, .p12) with the private key, RSA of 2048 to 4096 bits; at most 60 kB."
            accept=".pfx,.p12"
            largest={largestPfx}
            error={faultOf('file')}
          />
          <Field
            name="pfxPassword"
            label="PFX Password"
            type="password"
            width="middle"
            hint="The one that was typed when the file was exported. It is not kept."
            autocomplete="off"
            error={faultOf('pfxPassword')}
          />
          <Row>
            <Button kind="primary">Import certificate</Button>
            <Button href={path}>Cancel</Button>
          </Row>
        </Stack>
      </form>
    </ApplicationPage>
  )
}
