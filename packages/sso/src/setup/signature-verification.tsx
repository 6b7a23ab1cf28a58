import { Choice, dayOf, type FieldError, Notice, Stack } from '@postern/kit/html'
import type { Certificate } from '@postern/saml'
import { believedCertificates } from '../connections/connection.ts'
import { SigningCertificate } from '../connections/signing-certificate.tsx'
import { presetOf } from '../presets/presets.ts'
import { errorAt, type SetupStep, type StepContext } from './step.ts'

/**
 * *Signature verification*: what the metadata shows is believed when a person has compared it with the other screen.
 * There is no way to go without: a signature that is not verified lets anybody be anyone.
 */
export const signatureVerification: SetupStep = {
  id: 'signature-verification',
  label: 'Signature verification',
  needsMetadata: true,
  lead: ({ preset }) =>
    `Only what is signed with this key is believed. Compare it with the screen of ${presetOf(preset).label}.`,
  answer: (connection) => {
    const [first] = believedCertificates(connection)
    return first && `${first.sha256.slice(0, 8).toUpperCase()}… until ${dayOf(first.notAfter)}`
  },
  view: async (of) => <Certificates of={of} ticked={of.connection.verifiedCertificates} errors={[]} />,
  save: async (of, form) => {
    const shown = of.connection.identityProvider?.certificates ?? []
    const ticked = form.all('verified')
    const verified = shown.map(({ sha256 }) => sha256).filter((sha256) => ticked.includes(sha256))
    if (verified.length > 0) return { changes: { verifiedCertificates: verified } }
    const errors = [{ id: 'verified-1', message: tick(shown) }]
    return { again: <Certificates of={of} ticked={[]} errors={errors} />, errors, untouched: true }
  },
}

const tick = ({ length }: readonly Certificate[]) =>
  length === 1
    ? 'Compare the certificate with the other screen, then tick that it is the same.'
    : 'Compare the certificates with the other screen, then tick each that stands there.'

interface CertificatesProps {
  readonly of: StepContext
  readonly ticked: readonly string[]
  readonly errors: readonly FieldError[]
}

function Certificates({ of, ticked, errors }: CertificatesProps) {
  const { connection, web } = of
  const { now } = web.var
  const { certificates = [] } = connection.identityProvider ?? {}
  const over = certificates.filter(({ notAfter }) => notAfter < now)
  return (
    <Stack gap="wide">
      {over.length > 0 && <Expired all={over.length === certificates.length} preset={connection.preset} />}
      {certificates.map((certificate, n) => {
        const id = `verified-${n + 1}`
        return (
          <SigningCertificate
            certificate={certificate}
            place={{ n: n + 1, of: certificates.length }}
            preset={connection.preset}
            now={now}
          >
            <Choice
              name="verified"
              id={id}
              value={certificate.sha256}
              checked={ticked.includes(certificate.sha256)}
              label="This is what my identity provider shows"
              hint={certificate.notAfter < now ? `It ended on ${dayOf(certificate.notAfter)}.` : undefined}
              error={errorAt(errors, id)}
            />
          </SigningCertificate>
        )
      })}
    </Stack>
  )
}

function Expired({ all, preset }: { all: boolean; preset: string }) {
  return (
    <Notice
      tone="bad"
      title={all ? 'This certificate has expired.' : 'One of these certificates has expired.'}
    >
      An old key may be in other hands by now. Make a new certificate at {presetOf(preset).label} and import
      its metadata again. Tick it only if that cannot be done today.
    </Notice>
  )
}
