import type { Child } from 'hono/jsx'
import { Icon } from './icon.tsx'
import { type Tone, toneIcon } from './tone.ts'

export interface Moment {
  /** What happened, in a few words. */
  readonly title: Child
  /** `off`: not reached. Say in `says` that nothing changed. */
  readonly state: Tone | 'off'
  /** A `When`, shown at the right. */
  readonly at?: Child
  /** One sentence. */
  readonly says?: Child
  /** More, under a line that opens it: what passed is folded, what did not is open. */
  readonly more?:
    | { readonly summary: string; readonly open?: boolean | undefined; readonly body: Child }
    | undefined
}

/** What happened, in order. */
export function Timeline({ moments }: { moments: readonly Moment[] }) {
  return (
    <ol class="time">
      {moments.map(({ title, state, at, says, more }) => (
        <li class={state}>
          {at && <span class="at">{at}</span>}
          {state === 'off' ? <span class="i dot" /> : <Icon name={toneIcon[state]} class="dot" />}
          {state === 'off' ? title : <b>{title}</b>}
          {says && <p>{says}</p>}
          {more && (
            <details open={more.open === true}>
              <summary>{more.summary}</summary>
              {more.body}
            </details>
          )}
        </li>
      ))}
    </ol>
  )
}
