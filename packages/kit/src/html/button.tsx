import type { Child } from 'hono/jsx'
import type { IconName } from '../design/index.ts'
import { Icon } from './icon.tsx'
import { classes } from './tone.ts'

export interface ButtonProps {
  /** One `primary` on a page at most. `danger` only for loss. */
  readonly kind?: 'primary' | 'plain' | 'danger' | undefined
  readonly small?: boolean | undefined
  /** As wide as its column. */
  readonly full?: boolean | undefined
  /** At the right end of its row. */
  readonly push?: boolean | undefined
  /** A link that looks like a button. Without it, a button of the form around it. */
  readonly href?: string | undefined
  readonly icon?: IconName | undefined
  /** The whole name where the words alone do not say of what: "Edit SAML Certificates". */
  readonly label?: string | undefined
  readonly type?: 'submit' | 'button' | undefined
  readonly name?: string | undefined
  readonly value?: string | undefined
  /** Another address for the form, from this button. */
  readonly formaction?: string | undefined
  /** Skips the browser's own checking: *Back*, *Save and leave*. */
  readonly formnovalidate?: boolean | undefined
  /** The id of a `Danger` in a dialog that a script opens in place of following the link. */
  readonly dialog?: string | undefined
  readonly download?: string | undefined
  /** A verb and a thing: "Add identity provider". */
  readonly children?: Child
}

/** A button, or a link that looks like one. */
export function Button(props: ButtonProps) {
  const { kind, small, full, push, href, icon, label, type = 'submit', children } = props
  const look = {
    class: classes('btn', kind, small && 'small', full && 'full', push && 'push'),
    'aria-label': label,
    'data-dialog': props.dialog,
  }
  const inside = (
    <>
      {icon && <Icon name={icon} />}
      {children}
    </>
  )
  if (href !== undefined) {
    return (
      <a {...look} href={href} download={props.download}>
        {inside}
      </a>
    )
  }
  const { name, value, formaction, formnovalidate } = props
  return (
    <button
      {...look}
      type={type}
      name={name}
      value={value}
      formaction={formaction}
      formnovalidate={formnovalidate === true}
    >
      {inside}
    </button>
  )
}
