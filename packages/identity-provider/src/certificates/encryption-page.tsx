import { Button, Part, Pill, Row, Stack, Toast } from '@postern/kit/html'
import type { Web } from '@postern/kit/http'
import type { EnterpriseApplication } from '../enterprise-applications/application.ts'
import { ApplicationPage } from '../enterprise-applications/frame.tsx'
import type { Tenant } from '../tenant/tenant.ts'
import { CredentialsTable, UploadPart, type UploadPartProps } from './credentials-part.tsx'
import type { KeyCredential } from './key-credentials.ts'
import { encryptionPath } from './paths.ts'

export interface EncryptionPageProps {
  readonly web: Web
  readonly tenant: Tenant
  readonly application: EnterpriseApplication
  readonly credentials: readonly KeyCredential[]
  readonly wrong?: UploadPartProps['wrong']
}

const toasts: Readonly<Record<string, string>> = {
  uploaded: 'The certificate was imported. It is inactive: nothing is encrypted to it yet.',
  activated: 'Assertions are encrypted to this certificate from now on.',
  stopped: 'Assertions are not encrypted any more.',
  removed: 'The certificate was removed.',
}

/** *Token encryption*: assertions that only the application can read. */
export function EncryptionPage({ web, tenant, application, credentials, wrong }: EncryptionPageProps) {
  const path = encryptionPath(application.id)
  const toast = toasts[web.req.query('done') ?? '']
  const isOn = credentials.some((of) => of.active)
  return (
    <ApplicationPage
      {...{ web, tenant, application }}
      title="Token encryption"
      lead="Nobody on the way, not even the browser, reads what an encrypted assertion says. The application needs the private key of the certificate."
      actions={isOn ? <Pill tone="ok">On</Pill> : <Pill>Off</Pill>}
      tab={path}
    >
      {toast !== undefined && <Toast>{toast}</Toast>}
      <Stack gap="wide">
        <Part title="Certificates of the application">
          <Stack>
            <CredentialsTable
              {...{ web, path, credentials }}
              oneIsActive
              empty={{
                title: 'No certificate was imported',
                says: 'Assertions are signed and not encrypted. Import the encryption certificate of the application.',
              }}
            />
            {isOn && (
              <Row>
                <Button href={`${path}/stop`}>Deactivate token encryption</Button>
              </Row>
            )}
          </Stack>
        </Part>
        <UploadPart web={web} action={`${path}/upload`} title="Import Certificate" wrong={wrong} />
      </Stack>
    </ApplicationPage>
  )
}
