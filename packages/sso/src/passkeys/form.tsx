import { Button, type ButtonProps, Csrf, Hidden } from '@postern/kit/html'
import type { Child } from 'hono/jsx'
import { passkeyProblem } from './problems.ts'
import { relyingParty } from './relying-party.ts'
import { passkeyScript } from './script.ts'

export interface PasskeyFormProps {
  /** Where the answer is sent, in the field `credential`. The options come from `…/options` below it. */
  readonly action: string
  readonly csrf: string
  readonly publicUrl: URL
  readonly fields?: Readonly<Record<string, string>> | undefined
  /** A new passkey, or the use of one. */
  readonly asks: 'create' | 'get'
  readonly button: string
  readonly kind?: ButtonProps['kind']
  readonly full?: boolean | undefined
  /** Beside the button. */
  readonly beside?: Child
  /** Above the button: fields, a summary of errors. */
  readonly children?: Child
}

/**
 * A form that a script completes with a passkey. It says what is missing where there is no script, no https, or another
 * address than the one for which passkeys are made.
 */
export function PasskeyForm(props: PasskeyFormProps) {
  const { action, csrf, publicUrl, fields, asks, button, kind, full, beside, children } = props
  const party = relyingParty(publicUrl)
  if (!party) return <NoName host={publicUrl.host} />
  return (
    <form class="stack" method="post" action={action} data-passkey={asks} data-origin={party.origin}>
      <Csrf token={csrf} />
      {fields && <Hidden fields={fields} />}
      <input type="hidden" name="credential" value="" />
      {children}
      <noscript>
        <p class="small">Passkeys need JavaScript, which is off here.</p>
      </noscript>
      <div class={full ? 'stack' : 'row'}>
        <Button kind={kind} full={full}>
          {button}
        </Button>
        {beside}
      </div>
      <p role="status" data-says />
      <script type="module" src={passkeyScript} />
    </form>
  )
}

function NoName({ host }: { readonly host: string }) {
  const { message, remedy } = passkeyProblem('passkey-address', { host })
  return (
    <p class="small">
      {message} {remedy}
    </p>
  )
}
