import type { Child } from 'hono/jsx'
import { Icon } from './icon.tsx'
import { classes, type Tone, toneIcon } from './tone.ts'

export interface NoticeProps {
  readonly tone?: Tone | undefined
  /** What is so, as a sentence. */
  readonly title: Child
  /** The button that ends it. */
  readonly action?: Child
  /** Until when, and what follows. */
  readonly children?: Child
}

/** The one thing on a page that needs a person. At most one on a page. */
export function Notice({ tone, title, action, children }: NoticeProps) {
  return (
    <div class={classes('notice', tone)}>
      <Icon name={tone ? toneIcon[tone] : 'information'} />
      <div>
        <b>{title}</b>
        {children && <p>{children}</p>}
      </div>
      {action}
    </div>
  )
}

/** Confirms what was done; stays until the next page. Never an error. */
export function Toast({ children }: { children?: Child }) {
  return (
    <div class="notice toast ok" role="status">
      <Icon name="check" />
      <div>{children}</div>
    </div>
  )
}
