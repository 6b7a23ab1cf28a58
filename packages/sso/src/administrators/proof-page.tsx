import { Button, Csrf, Door, ErrorSummary, Field, Hidden, Notice, Stack } from '@postern/kit/html'
import type { Administrator } from './administrator.ts'
import { CodeField } from './code-field.tsx'
import type { KeptForm } from './kept-form.ts'
import { proofPath } from './paths.ts'

export interface ProofPageProps {
  readonly administrator: Administrator
  readonly csrf: string
  /** The path to go on to. */
  readonly next: string
  /** A form that was sent to `next` too late. */
  readonly kept?: KeptForm | undefined
  readonly error?: string | undefined
}

/** Asks once more who it is, before what this service trusts is changed. */
export function ProofPage({ administrator, csrf, next, kept, error }: ProofPageProps) {
  return (
    <Door
      server="sso"
      brand="Postern"
      title="Confirm that it is you"
      under={administrator.userName}
      foot="Asked before a change of what this service trusts, when the last time is more than 10 minutes ago."
    >
      {kept && (
        <Notice title="Nothing was changed yet.">
          What you sent is kept, and sent on when you confirm. A password or a file in it is asked for again.
        </Notice>
      )}
      <form method="post" action={proofPath}>
        <Stack>
          <ErrorSummary
            title="This was not confirmed"
            errors={error ? [{ id: 'password', message: error }] : []}
          />
          <Csrf token={csrf} />
          <Hidden fields={{ next, ...(kept ? { kept: JSON.stringify(kept) } : {}) }} />
          <Field
            name="password"
            label="Password"
            type="password"
            autocomplete="current-password"
            autofocus={!error}
            maxlength={200}
            required
          />
          {administrator.hasCode && <CodeField />}
          <Button kind="primary" full>
            Confirm
          </Button>
          <Button kind="plain" full href="/admin">
            Go to Home, change nothing
          </Button>
        </Stack>
      </form>
    </Door>
  )
}
