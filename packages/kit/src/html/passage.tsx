import type { Child } from 'hono/jsx'
import type { Server } from '../design/index.ts'
import { Arch, Icon } from './icon.tsx'

export interface DoorOnTheWay {
  readonly server: Server
  readonly name: string
  /** What happened there, in a few words: it says the state that the picture shows. */
  readonly caption: Child
  /** Passed, where the person stands, where it was refused, not reached. */
  readonly state: 'done' | 'here' | 'stop' | 'not'
}

/**
 * The doors of one sign-in in the order they were walked, so identity-provider-initiated starts at the identity
 * provider. The same picture at sign-in, on the error page and in Activity.
 */
export function Passage({ doors, label }: { doors: readonly DoorOnTheWay[]; label: string }) {
  return (
    <ol class="passage" aria-label={label}>
      {doors.map(({ server, name, caption, state }) => (
        <li
          class={`${server} ${state}`}
          aria-current={state === 'here' || state === 'stop' ? 'step' : undefined}
        >
          <Arch server={server} />
          {state === 'done' && <Icon name="check" class="mark" />}
          {state === 'stop' && <Icon name="cross" class="mark" />}
          <b>{name}</b>
          <small>{caption}</small>
        </li>
      ))}
    </ol>
  )
}
