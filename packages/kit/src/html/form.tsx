import type { Child } from 'hono/jsx'
import { Button } from './button.tsx'

/** The hidden field that shows that a form came from our own page. */
export function Csrf({ token }: { token: string }) {
  return <input type="hidden" name="csrf" value={token} />
}

/** By name; as pairs where a name comes more than once. */
type HiddenFields = Readonly<Record<string, string>> | readonly (readonly [name: string, value: string])[]

/** Hidden fields, kept as they are. */
export function Hidden({ fields }: { fields: HiddenFields }) {
  const pairs = Array.isArray(fields) ? fields : Object.entries(fields)
  return (
    <>
      {pairs.map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
    </>
  )
}

/** Signs out by a POST, since a link could be followed for the person by another page. Looks like a link. */
export function SignOut({ action, csrf }: { action: string; csrf: string }) {
  return (
    <form class="sign-out" method="post" action={action}>
      <Csrf token={csrf} />
      <button class="link" type="submit">
        Sign out
      </button>
    </form>
  )
}

export interface ContinueFormProps {
  /** Where the browser is sent, by POST. */
  readonly action: string
  readonly fields: HiddenFields
  /** What happens next, for those who see the page: without script, or while the other side is slow. */
  readonly says?: Child
  /** Default "Continue". */
  readonly button?: string | undefined
}

/**
 * Carries a message to another origin by the browser (SAML Bindings 3.5.4). A script submits it at once; without one
 * the button does. The page that holds it sends no `form-action`.
 */
export function ContinueForm({ action, fields, says, button = 'Continue' }: ContinueFormProps) {
  return (
    <form class="stack" method="post" action={action} data-continue>
      <Hidden fields={fields} />
      {says && <p>{says}</p>}
      <Button kind="primary" full>
        {button}
      </Button>
    </form>
  )
}
