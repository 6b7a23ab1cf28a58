import { Button, Card, Copy, Facts, Fingerprint, Life, Pill, Row, When } from '@postern/kit/html'
import type { Web } from '@postern/kit/http'
import type { EnterpriseApplication } from '../enterprise-applications/application.ts'
import { singleSignOnPath } from '../enterprise-applications/paths.ts'
import { addressesOf, type Tenant } from '../tenant/tenant.ts'
import type { KeyCredential } from './key-credentials.ts'
import { signingPath, verificationPath } from './paths.ts'
import type { RequestVerification } from './request-verification.ts'
import type { SigningCertificate } from './signing-certificates.ts'
import { Status } from './signing-page.tsx'
import type { SigningSettings } from './signing-settings.ts'

export interface CertificatesCardProps {
  readonly web: Web
  readonly tenant: Tenant
  readonly application: EnterpriseApplication
  readonly certificates: readonly SigningCertificate[]
  readonly signing: SigningSettings
  readonly verification: RequestVerification & { readonly credentials: readonly KeyCredential[] }
}

/** Card 3: what the application checks our signature with, and we check its own with. */
export function CertificatesCard(props: CertificatesCardProps) {
  const { web, tenant, application, certificates, signing } = props
  const url = addressesOf(web.var.world.settings.publicUrl, tenant).metadata(application.id)
  const active = certificates.find((one) => one.active)
  const edit = (
    <Button small icon="edit" href={signingPath(application.id)} label="Edit SAML Signing Certificate">
      Edit
    </Button>
  )
  return (
    <Card title="SAML Signing Certificate" beside={edit}>
      <div class="cert">
        <Facts
          facts={[
            {
              label: 'Status',
              value: active ? <Status of={active} now={web.var.now} /> : <Pill tone="bad">Missing</Pill>,
            },
            { label: 'Thumbprint', value: active && <Fingerprint value={active.certificate.sha1} /> },
            { label: 'Expiration', value: active && <When at={active.certificate.notAfter} show="day" /> },
            { label: 'Notification Email', value: signing.notified.join(', ') },
            {
              label: 'App Federation Metadata Url',
              value: <Copy label="App Federation Metadata Url" value={url} />,
            },
            ...(active ? downloads(application) : []),
          ]}
        />
        {active && (
          <Life
            notBefore={active.certificate.notBefore}
            notAfter={active.certificate.notAfter}
            now={web.var.now}
          />
        )}
      </div>
      <Verification {...props} />
    </Card>
  )
}

/** *Verification certificates*: a line of its own, since most applications have none. */
function Verification({ web, application, verification }: CertificatesCardProps) {
  const { isRequired, credentials } = verification
  const expired = credentials.filter(({ certificate }) => certificate.notAfter <= web.var.now).length
  return (
    <Row>
      <span>
        Verification certificates (optional): {isRequired ? 'required' : 'not required'},{' '}
        {credentials.length - expired} active, {expired} expired
      </span>
      <Button
        small
        push
        icon="edit"
        href={verificationPath(application.id)}
        label="Edit Verification certificates"
      >
        Edit
      </Button>
    </Row>
  )
}

function downloads({ id }: EnterpriseApplication) {
  const files = [
    { label: 'Certificate (Base64)', file: 'certificate-base64' },
    { label: 'Certificate (Raw)', file: 'certificate-raw' },
    { label: 'Federation Metadata XML', file: 'federation-metadata' },
  ]
  return files.map(({ label, file }) => ({
    label,
    value: (
      <Button small icon="download" href={`${singleSignOnPath(id)}/${file}`} label={`Download ${label}`}>
        Download
      </Button>
    ),
  }))
}
