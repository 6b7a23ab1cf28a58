import { csrfToken } from '@postern/kit/form'
import { Button, Choices, Csrf, ErrorSummary, Part, Row, Stack, Toast } from '@postern/kit/html'
import type { Web } from '@postern/kit/http'
import type { EnterpriseApplication } from '../enterprise-applications/application.ts'
import { ApplicationPage } from '../enterprise-applications/frame.tsx'
import { singleSignOnPath } from '../enterprise-applications/paths.ts'
import type { Tenant } from '../tenant/tenant.ts'
import { CredentialsTable, UploadPart, type UploadPartProps } from './credentials-part.tsx'
import type { KeyCredential } from './key-credentials.ts'
import { verificationPath } from './paths.ts'
import type { RequestVerification } from './request-verification.ts'

export interface VerificationPageProps {
  readonly web: Web
  readonly tenant: Tenant
  readonly application: EnterpriseApplication
  readonly credentials: readonly KeyCredential[]
  readonly verification: RequestVerification
  /** What is wrong with the choice. */
  readonly error?: string | undefined
  readonly wrong?: UploadPartProps['wrong']
}

const toasts: Readonly<Record<string, string>> = {
  saved: 'The choice was saved.',
  uploaded: 'The certificate was uploaded.',
  removed: 'The certificate was removed.',
}

/** *Verification certificates*: whether the application must sign its requests, and with which keys it may. */
export function VerificationPage(props: VerificationPageProps) {
  const { web, tenant, application, credentials, wrong } = props
  const path = verificationPath(application.id)
  const toast = toasts[web.req.query('done') ?? '']
  return (
    <ApplicationPage
      {...{ web, tenant, application }}
      title="Verification certificates"
      lead="A signed request proves that it comes from the application. Where signing is not required, a signature is not looked at."
      tab={singleSignOnPath(application.id)}
    >
      {toast !== undefined && <Toast>{toast}</Toast>}
      <Stack gap="wide">
        <Requirement {...props} />
        <Part title="Certificates of the application">
          <CredentialsTable
            {...{ web, path, credentials }}
            empty={{
              title: 'No certificate was uploaded',
              says: 'Upload the certificate that the application signs its requests with.',
            }}
          />
          {credentials.length > 2 && (
            <p class="small">The two that were uploaded last are tried, as in Entra ID. Remove the others.</p>
          )}
        </Part>
        <UploadPart web={web} action={`${path}/upload`} title="Upload certificate" wrong={wrong} />
      </Stack>
    </ApplicationPage>
  )
}

function Requirement({ web, application, verification, error }: VerificationPageProps) {
  const chosen = !verification.isRequired ? 'no' : verification.allowsSha1 ? 'sha1' : 'yes'
  return (
    <form method="post" action={verificationPath(application.id)}>
      <Csrf token={csrfToken(web)} />
      <Stack>
        <ErrorSummary errors={error === undefined ? [] : [{ id: 'required', message: error }]} />
        <Choices
          name="required"
          label="Require verification certificates"
          plain
          chosen={chosen}
          error={error}
          options={[
            { value: 'no', label: 'No', hint: 'Requests need no signature.' },
            {
              value: 'yes',
              label: 'Yes',
              hint: 'Unsigned requests are refused (AADSTS76021), and sign-in can no longer be started here (IdP-initiated).',
            },
            {
              value: 'sha1',
              label: 'Yes, and allow requests signed with RSA-SHA1',
              hint: 'Legacy: SHA-1 is broken. Only for an application that knows nothing better.',
            },
          ]}
        />
        <Row>
          <Button kind="primary">Save</Button>
          <Button href={singleSignOnPath(application.id)}>Cancel</Button>
        </Row>
      </Stack>
    </form>
  )
}
