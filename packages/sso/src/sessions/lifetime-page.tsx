import { Button, Csrf, ErrorSummary, Field, type FieldError, Head, Row, Stack } from '@postern/kit/html'
import { idleMinutes, longestHours } from './lifetime.ts'

export const lifetimePath = '/admin/sessions'

export interface LifetimePageProps {
  readonly csrf: string
  /** As typed. */
  readonly idle: string
  readonly longest: string
  readonly errors: readonly FieldError[]
}

/** *How long people stay signed in*. */
export function LifetimePage({ csrf, idle, longest, errors }: LifetimePageProps) {
  const errorOf = (id: string) => errors.find((error) => error.id === id)?.message
  return (
    <>
      <Head
        crumbs={[{ label: 'Accounts', href: '/admin/accounts' }]}
        title="How long people stay signed in"
        lead="At this service, for the next application that they open. An application has sessions of its own, which this does not change."
      />
      <form method="post" action={lifetimePath}>
        <Stack>
          <ErrorSummary errors={errors} />
          <Csrf token={csrf} />
          <Field
            name="idle"
            type="number"
            label="Ends unused after, in minutes"
            hint={`From ${idleMinutes.least} to ${idleMinutes.most}.`}
            min={idleMinutes.least}
            max={idleMinutes.most}
            value={idle}
            error={errorOf('idle')}
            width="short"
            required
          />
          <Field
            name="longest"
            type="number"
            label="Ends in any case after, in hours"
            hint={`From ${longestHours.least} to ${longestHours.most}. A shorter time ends sessions that are older at once. An identity provider may end them earlier.`}
            min={longestHours.least}
            max={longestHours.most}
            value={longest}
            error={errorOf('longest')}
            width="short"
            required
          />
          <Row>
            <Button kind="primary">Save</Button>
            <Button href="/admin/accounts">Cancel</Button>
          </Row>
        </Stack>
      </form>
    </>
  )
}
