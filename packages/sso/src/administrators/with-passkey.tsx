import { type ButtonProps, ErrorSummary } from '@postern/kit/html'
import { PasskeyForm } from '../passkeys/form.tsx'

const id = 'with-passkey'

/** At the top of a page that asks for a passkey: why the last one did not count. */
export function PasskeyRefused({
  title,
  error,
}: {
  readonly title: string
  readonly error?: string | undefined
}) {
  return <ErrorSummary title={title} errors={error ? [{ id, message: error }] : []} />
}

interface WithPasskeyProps {
  readonly action: string
  readonly csrf: string
  readonly publicUrl: URL
  readonly fields: Readonly<Record<string, string>>
  readonly button: string
  readonly kind?: ButtonProps['kind']
}

/** One way in beside others: by a passkey. */
export function WithPasskey(props: WithPasskeyProps) {
  return (
    <div id={id}>
      <PasskeyForm {...props} asks="get" full />
    </div>
  )
}
