import { Button, Card, Copy, Facts, Fingerprint, Life, Pill, When } from '@postern/kit/html'
import type { Web } from '@postern/kit/http'
import { addressesOf, type Tenant } from '../tenant/tenant.ts'
import type { EnterpriseApplication } from './application.ts'
import { singleSignOnPath } from './paths.ts'
import type { PublishedCertificate } from './signing-certificates.ts'

export interface CertificatesCardProps {
  readonly web: Web
  readonly tenant: Tenant
  readonly application: EnterpriseApplication
  readonly certificates: readonly PublishedCertificate[]
}

/** Card 3: what the application checks our signature with. */
export function CertificatesCard({ web, tenant, application, certificates }: CertificatesCardProps) {
  const url = addressesOf(web.var.world.settings.publicUrl, tenant).metadata(application.id)
  const active = certificates.find((one) => one.active)?.certificate
  return (
    <Card title="SAML Signing Certificate">
      <div class="cert">
        <Facts
          facts={[
            {
              label: 'Status',
              value: active ? <Pill tone="ok">Active</Pill> : <Pill tone="bad">Missing</Pill>,
            },
            { label: 'Thumbprint', value: active && <Fingerprint value={active.sha1} /> },
            { label: 'Expiration', value: active && <When at={active.notAfter} show="day" /> },
            {
              label: 'App Federation Metadata Url',
              value: <Copy label="App Federation Metadata Url" value={url} />,
            },
            ...(active ? downloads(application) : []),
          ]}
        />
        {active && <Life notBefore={active.notBefore} notAfter={active.notAfter} now={web.var.now} />}
      </div>
    </Card>
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
