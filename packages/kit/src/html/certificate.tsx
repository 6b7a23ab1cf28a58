import type { Child } from 'hono/jsx'
import { Card } from './part.tsx'
import type { Tone } from './tone.ts'
import { Facts, Fingerprint } from './value.tsx'
import { dayOf } from './when.tsx'

const day = 86_400_000

/** The state of a certificate by the days it has left: amber under 60, red under 7 or expired. */
export function toneOfLife(notAfter: number, now: number): Tone {
  const left = notAfter - now
  if (left < 7 * day) return 'bad'
  return left < 60 * day ? 'warn' : 'ok'
}

/** "840 days left", "expired 3 days ago". Whole days. */
export function daysLeft(notAfter: number, now: number): string {
  const days = Math.floor(Math.abs(notAfter - now) / day)
  const words = days === 1 ? '1 day' : `${days} days`
  if (notAfter < now) return days === 0 ? 'expired less than a day ago' : `expired ${words} ago`
  return days === 0 ? 'less than a day left' : `${words} left`
}

export interface LifeProps {
  /** Epoch milliseconds. */
  readonly notBefore: number
  readonly notAfter: number
  readonly now: number
  /** Without the words under the bar, where they stand elsewhere. */
  readonly bare?: boolean | undefined
}

/** How much of its life a certificate has left: a bar, and the same in words. */
export function Life({ notBefore, notAfter, now, bare }: LifeProps) {
  const share = Math.max(0, Math.min(1, (notAfter - now) / Math.max(1, notAfter - notBefore)))
  return (
    <div class="life">
      <svg
        class={`bar ${toneOfLife(notAfter, now)}`}
        viewBox="0 0 100 4"
        preserveAspectRatio="none"
        aria-hidden="true"
      >
        <rect width={Math.round(share * 1000) / 10} height="4" />
      </svg>
      {!bare && (
        <p class="small">
          <span>Valid since {dayOf(notBefore)}</span>
          <span>
            <b>{daysLeft(notAfter, now)}</b>, until {dayOf(notAfter)}
          </span>
        </p>
      )}
    </div>
  )
}

export interface CertificateCardProps {
  /** "Signing certificate" */
  readonly title: string
  readonly id?: string | undefined
  /** At the right of the title: "1 of 2", a pill, a button. */
  readonly beside?: Child
  readonly subject: string
  /** Hexadecimal digits; colons, spaces and case do not matter. */
  readonly sha256: string
  readonly sha1: string
  /** The other side's name for SHA-1, and who calls it so. Default: Entra's "Thumbprint". */
  readonly sha1Said?: Child
  readonly notBefore: number
  readonly notAfter: number
  readonly now: number
  /** Under the bar: choices, buttons, downloads. */
  readonly children?: Child
}

/** A certificate to be compared and trusted as a whole. */
export function CertificateCard(props: CertificateCardProps) {
  const { title, id, beside, subject, sha256, sha1, notBefore, notAfter, now, children } = props
  const said = props.sha1Said ?? (
    <>
      Entra shows this one as <b>Thumbprint</b>.
    </>
  )
  return (
    <Card title={title} id={id} beside={beside}>
      <div class="cert">
        <Facts
          layout="slim"
          facts={[
            { label: 'Subject', value: subject },
            { label: 'SHA-256', value: <Fingerprint value={sha256} /> },
            {
              label: 'SHA-1',
              value: (
                <>
                  <Fingerprint value={sha1} />
                  <span class="small under">{said}</span>
                </>
              ),
            },
          ]}
        />
        <Life notBefore={notBefore} notAfter={notAfter} now={now} />
      </div>
      {children}
    </Card>
  )
}
