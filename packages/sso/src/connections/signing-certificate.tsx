import { CertificateCard, Pill } from '@postern/kit/html'
import type { Certificate } from '@postern/saml'
import type { Child } from 'hono/jsx'
import { presetOf } from '../presets/presets.ts'

export interface SigningCertificateProps {
  readonly certificate: Certificate
  readonly place: { readonly n: number; readonly of: number }
  readonly preset: string
  readonly now: number
  /** Nobody compared it yet, so that it is not believed. */
  readonly waits?: boolean
  /** Before its place. */
  readonly beside?: Child
  readonly children?: Child
}

/** One certificate of the metadata, with the words of the other screen for its fingerprint. */
export function SigningCertificate(props: SigningCertificateProps) {
  const { certificate, place, preset, now, waits, beside, children } = props
  const { label, fingerprint } = presetOf(preset)
  const sha1Said =
    fingerprint.algorithm === 'SHA-1' ? (
      <>
        {label} shows this one as <b>{fingerprint.label}</b>.
      </>
    ) : (
      `${label} shows the SHA-256 one.`
    )
  const expired = certificate.notAfter < now
  return (
    <CertificateCard
      {...certificate}
      title="Signing certificate"
      id={`certificate-${place.n}`}
      sha1Said={sha1Said}
      now={now}
      beside={
        <span class="small">
          {beside} {expired && <Pill tone="bad">Expired</Pill>}{' '}
          {waits && <Pill tone="warn">Not verified</Pill>} {place.n} of {place.of}
        </span>
      }
    >
      {children}
    </CertificateCard>
  )
}
