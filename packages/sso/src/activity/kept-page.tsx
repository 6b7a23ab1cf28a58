import {
  Button,
  Csrf,
  dayOf,
  ErrorSummary,
  Field,
  type FieldError,
  Head,
  Lose,
  Row,
  Stack,
} from '@postern/kit/html'
import { days } from './keep.ts'

const crumbs = [{ label: 'Activity', href: '/admin/activity' }]
const title = 'How long activity is kept'

/** *How long activity is kept*: one number. */
export function KeptPage(of: { readonly csrf: string; readonly typed: string; readonly error?: string }) {
  const errors: readonly FieldError[] = of.error ? [{ id: 'days', message: of.error }] : []
  return (
    <>
      <Head
        crumbs={crumbs}
        title={title}
        lead="Older attempts are deleted within minutes. An export keeps a copy elsewhere."
      />
      <form method="post" action="/admin/activity/kept">
        <Stack>
          <ErrorSummary errors={errors} />
          <Csrf token={of.csrf} />
          <Field
            name="days"
            label="Days"
            hint={`From ${days.least} to ${days.most}. They hold names, addresses and browsers of people: keep them no longer than you need.`}
            type="number"
            min={days.least}
            max={days.most}
            width="short"
            required
            value={of.typed}
            error={of.error}
          />
          <Row>
            <Button kind="primary">Save</Button>
            <Button href="/admin/activity">Cancel</Button>
          </Row>
        </Stack>
      </form>
    </>
  )
}

export interface LosePageProps {
  readonly csrf: string
  readonly days: number
  /** Epoch milliseconds: what began earlier is deleted. */
  readonly before: number
  /** How many that are, in words. */
  readonly lost: string
}

/** Asks before attempts are deleted because they shall be kept for less. */
export function LosePage({ csrf, days: chosen, before, lost }: LosePageProps) {
  const kept = chosen === 1 ? '1 day' : `${chosen} days`
  return (
    <>
      <Head crumbs={[...crumbs, { label: title, href: '/admin/activity/kept' }]} title={title} />
      <Lose
        title={`Keep activity for ${kept} only?`}
        lead="What is deleted cannot be brought back."
        lost={[
          `${lost} that began before ${dayOf(before)}: deleted.`,
          'Newer attempts stay, and so do accounts.',
        ]}
        action={`/admin/activity/kept?days=${chosen}&sure=yes`}
        csrf={csrf}
        button="Delete older attempts"
        keep={{ href: '/admin/activity/kept', label: 'Keep them' }}
      />
    </>
  )
}
