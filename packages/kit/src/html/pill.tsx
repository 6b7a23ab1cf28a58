import type { Child } from 'hono/jsx'
import { Icon } from './icon.tsx'
import { classes, type Tone, toneIcon } from './tone.ts'

/** A state in one or two words. With a tone it has that tone's icon; without, it is neutral and has none. */
export function Pill({ tone, children }: { tone?: Tone | undefined; children?: Child }) {
  return (
    <span class={classes('pill', tone)}>
      {tone && <Icon name={toneIcon[tone]} />}
      {children}
    </span>
  )
}
