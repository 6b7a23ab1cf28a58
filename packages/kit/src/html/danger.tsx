import type { Child } from 'hono/jsx'
import { Button } from './button.tsx'
import { Field } from './field.tsx'
import { Csrf } from './form.tsx'

export interface LoseProps {
  /** Names the thing: "Delete Northwind partners?" */
  readonly title: string
  /** One sentence of what it means. */
  readonly lead?: Child
  /** Each loss, and what stays. */
  readonly lost: readonly Child[]
  /** Where the POST goes. */
  readonly action: string
  readonly csrf: string
  /** The red button; repeats the name: "Delete Northwind partners". */
  readonly button: string
  /** Where the safe button leads, and what it says. */
  readonly keep: { readonly href: string; readonly label: string }
  /** A name to be typed first, in the field `confirm`. The server compares. */
  readonly confirm?: string | undefined
  readonly error?: string | undefined
  /** With an id it is a dialog, closed until a script opens it from a `Button` with `dialog` of that id. */
  readonly dialog?: string | undefined
}

/** Asks before a loss. On a page of its own, or as a dialog; the safe button comes first. */
export function Lose(props: LoseProps) {
  const { title, lead, lost, action, csrf, button, keep, confirm, error, dialog } = props
  const id = dialog ?? 'lose'
  const inside = (
    <form method="post" action={action}>
      <Csrf token={csrf} />
      <h2 id={`${id}-title`}>{title}</h2>
      {lead && <p>{lead}</p>}
      <ul class="lost">
        {lost.map((one) => (
          <li>{one}</li>
        ))}
      </ul>
      {confirm !== undefined && <Confirm id={`${id}-confirm`} name={confirm} error={error} />}
      <div class="row end">
        <a class="btn" href={keep.href} data-close>
          {keep.label}
        </a>
        <Button kind="danger">{button}</Button>
      </div>
    </form>
  )
  return dialog === undefined ? (
    <section class="lose" aria-labelledby={`${id}-title`}>
      {inside}
    </section>
  ) : (
    <dialog class="lose" id={dialog} aria-labelledby={`${id}-title`}>
      {inside}
    </dialog>
  )
}

function Confirm({ id, name, error }: { id: string; name: string; error: string | undefined }) {
  const label = (
    <>
      Type <code>{name}</code> to confirm
    </>
  )
  return <Field id={id} name="confirm" label={label} error={error} autocomplete="off" required />
}

/** A part at the foot of a page with what cannot be undone: words at the left, a button at the right. */
export function Danger({ title, children, action }: { title: string; children?: Child; action: Child }) {
  return (
    <div class="leave">
      <div>
        <b>{title}</b>
        <p class="quiet">{children}</p>
      </div>
      {action}
    </div>
  )
}
