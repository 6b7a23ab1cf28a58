import { csrfToken } from '@postern/kit/form'
import {
  Button,
  Csrf,
  ErrorSummary,
  Field,
  type FieldError,
  Fingerprint,
  Part,
  Pill,
  Row,
  Stack,
  Table,
  Toast,
  toneOfLife,
  When,
} from '@postern/kit/html'
import type { Web } from '@postern/kit/http'
import type { EnterpriseApplication } from '../enterprise-applications/application.ts'
import { ApplicationPage } from '../enterprise-applications/frame.tsx'
import { singleSignOnPath } from '../enterprise-applications/paths.ts'
import type { Tenant } from '../tenant/tenant.ts'
import { signingCertificatePath, signingPath } from './paths.ts'
import type { SigningCertificate } from './signing-certificates.ts'
import { signingAlgorithms, signingOptions } from './signing-settings.ts'
import type { TypedSettings } from './typed-settings.ts'

export interface SigningPageProps {
  readonly web: Web
  readonly tenant: Tenant
  readonly application: EnterpriseApplication
  readonly certificates: readonly SigningCertificate[]
  readonly typed: TypedSettings
  readonly errors: readonly FieldError[]
}

const toasts: Readonly<Record<string, string>> = {
  saved: 'Signing was saved.',
  made: 'A certificate was made. It is inactive: it is published in the metadata and signs nothing yet.',
  imported:
    'The certificate was imported. It is inactive: it is published in the metadata and signs nothing yet.',
  activated: 'The certificate is active. It signs from now on.',
  deleted: 'The certificate was deleted.',
}

/** *SAML Signing Certificate*: all certificates of an application, and how its answers are signed. */
export function SigningPage(props: SigningPageProps) {
  const { web, tenant, application } = props
  const { id } = application
  const toast = toasts[web.req.query('done') ?? '']
  return (
    <ApplicationPage
      web={web}
      tenant={tenant}
      application={application}
      title="SAML Signing Certificate"
      lead="The active certificate signs. All of them are published in the metadata, so that an application can know the next one before it is used."
      actions={
        <>
          <Button href={`${signingPath(id)}/new`}>New certificate</Button>
          <Button href={`${signingPath(id)}/import`}>Import certificate</Button>
        </>
      }
      tab={singleSignOnPath(id)}
    >
      {toast !== undefined && <Toast>{toast}</Toast>}
      <Certificates {...props} />
      <Part title="Signing">
        <Settings {...props} />
      </Part>
    </ApplicationPage>
  )
}

function Certificates({ web, application, certificates }: SigningPageProps) {
  const { now } = web.var
  return (
    <Table
      label="Certificates"
      rows={certificates}
      columns={[
        {
          head: 'Thumbprint',
          cell: (of) => (
            <a href={signingCertificatePath(application.id, of.id)}>
              <Fingerprint value={of.certificate.sha1} />
            </a>
          ),
        },
        { head: 'Status', cell: (of) => <Status of={of} now={now} /> },
        {
          head: 'Expiration',
          cell: (of) => <When at={of.certificate.notAfter} show="short day" />,
          wideOnly: true,
        },
      ]}
    />
  )
}

export function Status({ of, now }: { of: SigningCertificate; now: number }) {
  const { notAfter } = of.certificate
  if (notAfter <= now) return <Pill tone="bad">{of.active ? 'Active, expired' : 'Expired'}</Pill>
  if (!of.active) return <Pill>Inactive</Pill>
  return <Pill tone={toneOfLife(notAfter, now)}>Active</Pill>
}

function Settings({ web, application, typed, errors }: SigningPageProps) {
  const errorOf = (id: string) => errors.find((error) => error.id === id)?.message
  return (
    <form method="post" action={signingPath(application.id)}>
      <Csrf token={csrfToken(web)} />
      <Stack>
        <ErrorSummary errors={errors} />
        <Field
          name="option"
          label="Signing Option"
          type="select"
          width="middle"
          options={signingOptions}
          value={typed.option}
          error={errorOf('option')}
        />
        <Field
          name="algorithm"
          label="Signing Algorithm"
          type="select"
          width="middle"
          options={signingAlgorithms}
          value={typed.algorithm}
          error={errorOf('algorithm')}
        />
        <Field
          name="notified"
          label="Notification Email"
          type="textarea"
          rows={3}
          hint={`Told 60, 30 and 7 days before the active certificate expires. One address a line, at most five.${
            web.var.world.settings.mail
              ? ''
              : ' Nobody is told yet: this server has no mail server (MAIL_SERVER and MAIL_FROM).'
          }`}
          value={typed.notified}
          error={errorOf('notified')}
        />
        <Row>
          <Button kind="primary">Save</Button>
          <Button href={singleSignOnPath(application.id)}>Cancel</Button>
        </Row>
      </Stack>
    </form>
  )
}
