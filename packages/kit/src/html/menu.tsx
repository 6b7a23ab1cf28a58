import type { IconName } from '../design/index.ts'
import type { Link } from './head.tsx'
import { Icon } from './icon.tsx'
import { classes } from './tone.ts'

export interface MenuProps {
  readonly label: string
  readonly kind?: 'primary' | undefined
  readonly icon?: IconName | undefined
  readonly items: readonly Link[]
}

/** A button that opens a short list of links: *New user* > *Create new user*. `details`, so it needs no script. */
export function Menu({ label, kind, icon, items }: MenuProps) {
  return (
    <details class="menu">
      <summary class={classes('btn', kind)}>
        {icon && <Icon name={icon} />}
        {label}
      </summary>
      <ul>
        {items.map((item) => (
          <li>
            <a href={item.href}>{item.label}</a>
          </li>
        ))}
      </ul>
    </details>
  )
}
