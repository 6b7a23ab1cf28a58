import { csrfToken } from '@postern/kit/form'
import { Button, CertificateCard, Danger, dayOf, Fingerprint, Lose, Row, Stack } from '@postern/kit/html'
import type { Web } from '@postern/kit/http'
import type { Child } from 'hono/jsx'
import type { EnterpriseApplication } from '../enterprise-applications/application.ts'
import { ApplicationPage } from '../enterprise-applications/frame.tsx'
import { singleSignOnPath } from '../enterprise-applications/paths.ts'
import type { Tenant } from '../tenant/tenant.ts'
import { signingCertificatePath, signingPath } from './paths.ts'
import type { SigningCertificate } from './signing-certificates.ts'
import { Status } from './signing-page.tsx'

export interface CertificatePageProps {
  readonly web: Web
  readonly tenant: Tenant
  readonly application: EnterpriseApplication
  readonly of: SigningCertificate
}

const downloads = [
  { label: 'Certificate (Base64)', file: 'base64' },
  { label: 'Certificate (PEM)', file: 'pem' },
  { label: 'Certificate (Raw)', file: 'raw' },
]

/** One signing certificate: its facts, its downloads, and what can be done with it. */
export function CertificatePage(props: CertificatePageProps) {
  const { web, tenant, application, of } = props
  const { subject, sha256, sha1, notBefore, notAfter } = of.certificate
  const path = signingCertificatePath(application.id, of.id)
  const remove = (
    <Button kind="danger" href={`${path}/delete`}>
      Delete certificate
    </Button>
  )
  return (
    <CertificateFrame {...{ web, tenant, application }} title={titleOf(of)}>
      <Stack gap="wide">
        <CertificateCard
          title="Signing certificate"
          beside={<Status of={of} now={web.var.now} />}
          sha1Said={
            <>
              Shown as <b>Thumbprint</b>.
            </>
          }
          {...{ subject, sha256, sha1, notBefore, notAfter }}
          now={web.var.now}
        >
          <Row>
            {downloads.map(({ label, file }) => (
              <Button small icon="download" href={`${path}/${file}`} label={`Download ${label}`}>
                {label}
              </Button>
            ))}
          </Row>
        </CertificateCard>
        {of.active ? (
          <p class="quiet">
            It signs every answer to {application.name}. To delete it, make another one active first.
          </p>
        ) : (
          <Row>
            <Button kind="primary" href={`${path}/activate`}>
              Make certificate active
            </Button>
          </Row>
        )}
      </Stack>
      {!of.active && (
        <Danger title="Delete this certificate" action={remove}>
          Its key goes, and it is taken out of the metadata. It signs nothing.
        </Danger>
      )}
    </CertificateFrame>
  )
}

/** Asks before another certificate signs: whoever does not know it refuses from that moment on. */
export function ActivationPage(props: CertificatePageProps) {
  const { web, application, of } = props
  const path = signingCertificatePath(application.id, of.id)
  const { name } = application
  return (
    <CertificateFrame {...props} title="Make certificate active">
      <Lose
        title={`Sign with the certificate that expires on ${dayOf(of.certificate.notAfter)}?`}
        lost={[
          <Print of={of} />,
          `${name} refuses every sign-in until it trusts this certificate. Give it the certificate, or the metadata, first.`,
          'An application that reads the App Federation Metadata Url knows it already, if it has read it since the certificate was made.',
          'The certificate that is active now becomes inactive. It stays, and can be made active again.',
        ]}
        action={`${path}/activate`}
        csrf={csrfToken(web)}
        button="Make certificate active"
        keep={{ href: path, label: 'Keep the active one' }}
      />
    </CertificateFrame>
  )
}

/** Asks before an inactive certificate is deleted. */
export function CertificateDeletionPage(props: CertificatePageProps) {
  const { web, application, of } = props
  const path = signingCertificatePath(application.id, of.id)
  return (
    <CertificateFrame {...props} title="Delete certificate">
      <Lose
        title={`Delete the certificate that expires on ${dayOf(of.certificate.notAfter)}?`}
        lost={[
          <Print of={of} />,
          `It signs nothing now, so ${application.name} goes on working.`,
          'Its key goes, and cannot be brought back: it can never be made active.',
          'It is taken out of the federation metadata.',
        ]}
        action={`${path}/delete`}
        csrf={csrfToken(web)}
        button="Delete certificate"
        keep={{ href: path, label: 'Keep the certificate' }}
      />
    </CertificateFrame>
  )
}

/** What tells it apart from every other. */
const Print = ({ of }: { of: SigningCertificate }) => (
  <>
    Thumbprint <Fingerprint value={of.certificate.sha1} />
  </>
)

const titleOf = (of: SigningCertificate) => `Certificate that expires on ${dayOf(of.certificate.notAfter)}`

function CertificateFrame(of: Omit<CertificatePageProps, 'of'> & { title: string; children?: Child }) {
  const { web, tenant, application, title, children } = of
  return (
    <ApplicationPage
      {...{ web, tenant, application, title }}
      parents={[{ label: 'SAML Signing Certificate', href: signingPath(application.id) }]}
      tab={singleSignOnPath(application.id)}
    >
      {children}
    </ApplicationPage>
  )
}
