import { Button, Csrf, Door, ErrorSummary, Field, Hidden, Notice, Stack } from '@postern/kit/html'
import { type Administrator, hasSecondFactor } from './administrator.ts'
import { CodeField, type Codes } from './code-field.tsx'
import type { KeptForm } from './kept-form.ts'
import { passkeyProofPath, proofPath } from './paths.ts'
import { PasskeyRefused, WithPasskey } from './with-passkey.tsx'

export interface ProofPageProps {
  readonly administrator: Administrator
  readonly codes: Codes
  readonly publicUrl: URL
  readonly csrf: string
  /** The path to go on to. */
  readonly next: string
  /** A form that was sent to `next` too late. */
  readonly kept?: KeptForm | undefined
  readonly error?: string | undefined
  readonly passkeyError?: string | undefined
}

/** Asks once more who it is, before what this service trusts is changed. */
export function ProofPage({ administrator, publicUrl, csrf, next, kept, ...of }: ProofPageProps) {
  const { userName, hasPasskey } = administrator
  const fields = { next, ...(kept ? { kept: JSON.stringify(kept) } : {}) }
  // Where a second factor is there, the password alone proves too little.
  const byPassword = !hasSecondFactor(administrator) || of.codes !== 'none'
  return (
    <Door
      server="sso"
      brand="Postern"
      title="Confirm that it is you"
      under={userName}
      foot="Asked before a change of what this service trusts, when the last time is more than 10 minutes ago."
    >
      {kept && (
        <Notice title="Nothing was changed yet.">
          What you sent is kept, and sent on when you confirm. A password or a file in it is asked for again.
        </Notice>
      )}
      <Stack>
        <PasskeyRefused title="This was not confirmed" error={of.passkeyError} />
        {hasPasskey && (
          <WithPasskey
            action={passkeyProofPath}
            csrf={csrf}
            publicUrl={publicUrl}
            fields={fields}
            button="Confirm with a passkey"
            kind="primary"
          />
        )}
        {byPassword && <WithPassword administrator={administrator} csrf={csrf} fields={fields} {...of} />}
        <Button kind="plain" full href="/admin">
          Go to Home, change nothing
        </Button>
      </Stack>
    </Door>
  )
}

interface WithPasswordProps
  extends Pick<ProofPageProps, 'administrator' | 'codes' | 'csrf' | 'error' | 'passkeyError'> {
  readonly fields: Readonly<Record<string, string>>
}

function WithPassword({ administrator, codes, csrf, fields, error, passkeyError }: WithPasswordProps) {
  const { hasPasskey } = administrator
  return (
    <form method="post" action={proofPath}>
      <Stack>
        <ErrorSummary
          title="This was not confirmed"
          errors={error ? [{ id: 'password', message: error }] : []}
        />
        <Csrf token={csrf} />
        <Hidden fields={fields} />
        <Field
          name="password"
          label="Password"
          type="password"
          autocomplete="current-password"
          autofocus={!error && !passkeyError && !hasPasskey}
          maxlength={200}
          required
        />
        {hasSecondFactor(administrator) && codes !== 'none' && <CodeField codes={codes} />}
        <Button kind={hasPasskey ? undefined : 'primary'} full>
          {hasPasskey ? 'Confirm with the password' : 'Confirm'}
        </Button>
      </Stack>
    </form>
  )
}
