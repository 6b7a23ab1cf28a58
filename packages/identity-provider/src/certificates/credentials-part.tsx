import { csrfToken } from '@postern/kit/form'
import {
  Button,
  Csrf,
  Empty,
  ErrorSummary,
  Field,
  FileDrop,
  Fingerprint,
  Fold,
  Part,
  Pill,
  Row,
  Stack,
  Table,
  toneOfLife,
  When,
} from '@postern/kit/html'
import type { Web } from '@postern/kit/http'
import type { KeyCredential } from './key-credentials.ts'
import type { Uploaded } from './uploaded.ts'

export interface CredentialsTableProps {
  readonly web: Web
  /** The page that they stand on; each has `/:id/remove` under it, and `/:id/activate` where one can be active. */
  readonly path: string
  readonly credentials: readonly KeyCredential[]
  /** One is active and the others are not. Without it each is as good as the other. */
  readonly oneIsActive?: boolean
  readonly empty: { readonly title: string; readonly says: string }
}

/** The certificates that the application gave us. */
export function CredentialsTable({ web, path, credentials, oneIsActive, empty }: CredentialsTableProps) {
  const { now } = web.var
  return (
    <Table
      label="Certificates"
      rows={credentials}
      columns={[
        { head: 'Thumbprint', cell: (of) => <Fingerprint value={of.certificate.sha1} /> },
        { head: 'Status', cell: (of) => <State of={of} now={now} oneIsActive={oneIsActive === true} /> },
        {
          head: 'Expiration',
          cell: (of) => <When at={of.certificate.notAfter} show="short day" />,
          wideOnly: true,
        },
        {
          head: <span class="hide">Change</span>,
          cell: (of) => (
            <Row>
              {oneIsActive && !of.active && (
                <Button small href={`${path}/${of.id}/activate`} label={`Activate ${of.certificate.sha1}`}>
                  Activate
                </Button>
              )}
              <Button small href={`${path}/${of.id}/remove`} label={`Remove ${of.certificate.sha1}`}>
                Remove
              </Button>
            </Row>
          ),
        },
      ]}
      empty={<Empty title={empty.title}>{empty.says}</Empty>}
    />
  )
}

function State({ of, now, oneIsActive }: { of: KeyCredential; now: number; oneIsActive: boolean }) {
  const { notAfter } = of.certificate
  if (notAfter <= now)
    return <Pill tone="bad">{oneIsActive && of.active ? 'Active, expired' : 'Expired'}</Pill>
  if (oneIsActive && !of.active) return <Pill>Inactive</Pill>
  return <Pill tone={toneOfLife(notAfter, now)}>Active</Pill>
}

export interface UploadPartProps {
  readonly web: Web
  /** Where the certificate is posted. */
  readonly action: string
  readonly title: string
  readonly wrong: Exclude<Uploaded, { certificate: unknown }> | undefined
}

/** Takes a certificate of the application, as a file or as text. */
export function UploadPart({ web, action, title, wrong }: UploadPartProps) {
  const faultOf = (field: 'file' | 'pasted') => (wrong?.field === field ? wrong.fault : undefined)
  return (
    <Part title={title}>
      <form method="post" action={action} enctype="multipart/form-data">
        <Csrf token={csrfToken(web)} />
        <Stack>
          <ErrorSummary errors={wrong ? [{ id: wrong.field, message: wrong.fault }] : []} />
          <FileDrop
            name="file"
            label="Certificate file"
            hint="Base64 (.cer, .pem) or DER, at most 60 kB. Never a private key."
            accept=".cer,.crt,.pem,.der"
            largest={60_000}
            error={faultOf('file')}
          />
          <Fold summary="Paste the certificate" open={wrong?.field === 'pasted' && wrong.pasted !== ''}>
            <Field
              name="pasted"
              label="Certificate (Base64)"
              type="textarea"
              mono
              value={wrong?.pasted}
              error={faultOf('pasted')}
            />
          </Fold>
          <Row>
            <Button>Upload certificate</Button>
          </Row>
        </Stack>
      </form>
    </Part>
  )
}
