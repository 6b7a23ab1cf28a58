import {
  Button,
  Csrf,
  ErrorSummary,
  Facts,
  Field,
  type FieldError,
  Head,
  Notice,
  Part,
  When,
} from '@postern/kit/html'
import type { Licence } from '../directory/index.ts'
import { errorAt } from '../frame/index.ts'

export const licencePath = '/admin/license'

export interface LicencePageProps {
  readonly csrf: string
  readonly licence: Licence
  readonly seats: number
  readonly typed: string
  readonly errors: readonly FieldError[]
}

/** *Licensing*: how many users may log in, and how many there are. */
export function LicencePage({ csrf, licence, seats, typed, errors }: LicencePageProps) {
  const { maximum, enteredAt } = licence
  return (
    <>
      <Head
        title="Licensing"
        crumbs={[{ label: 'Administration', href: '/admin' }]}
        lead="A seat is taken by each active user with a global permission, of the own name or through a group."
      />
      {maximum !== undefined && seats > maximum && (
        <Notice tone="bad" title={`${seats} users are licensed, and the licence is for ${maximum}.`}>
          Nothing can be pushed until there are fewer. Take Bitbucket User away from those who left.
        </Notice>
      )}
      <Part title="Seats">
        <Facts
          facts={[
            { label: 'Licensed users', value: String(seats) },
            {
              label: 'Maximum number of users',
              value: maximum === undefined ? 'Unlimited' : String(maximum),
            },
            { label: 'Entered', value: enteredAt !== undefined && <When at={enteredAt} /> },
          ]}
        />
      </Part>
      <Part title="Change the licence">
        <form class="stack" method="post" action={licencePath}>
          <ErrorSummary errors={errors} />
          <Csrf token={csrf} />
          <Field
            name="maximum"
            label="Maximum number of users"
            hint="Left empty, there is no limit. This host rehearses seats: it does not read Atlassian's licence keys."
            type="number"
            min={1}
            max={10_000_000}
            value={typed}
            error={errorAt(errors, 'maximum')}
            width="short"
          />
          <div>
            <Button kind="primary">Save licence</Button>
          </div>
        </form>
      </Part>
    </>
  )
}
