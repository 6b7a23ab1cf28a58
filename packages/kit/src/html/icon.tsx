import { arches, type IconName, icons, type Server } from '../design/index.ts'
import { classes } from './tone.ts'

/** A small outline beside words. Always hidden from screen readers: the words beside it say it. */
export function Icon({ name, class: extra }: { name: IconName; class?: string | undefined }) {
  return (
    <svg class={classes('i', extra)} viewBox="0 0 16 16" aria-hidden="true">
      <path d={icons[name]} />
    </svg>
  )
}

/** The door of one server, in that server's colours wherever it stands. */
export function Arch({ server }: { server: Server }) {
  const { wall, cut, lines } = arches[server]
  return (
    <svg class={`arch ${server}`} viewBox="0 0 24 24" aria-hidden="true">
      <path d={wall} />
      {cut && <path class="cut" d={cut} />}
      {lines && <path class="draw" d={lines} />}
    </svg>
  )
}

/** An arch with up to two initials, where others would put a logo. `name` gives them; it is not read out. */
export function Initials({ name }: { name: string }) {
  return (
    <span class="initials" aria-hidden="true">
      {initialsOf(name)}
    </span>
  )
}

/**
 * The first letters of the first and the last word; of one word, its first two. Words in capitals alone (SSO, ID) are
 * passed over while two others remain.
 */
export function initialsOf(name: string): string {
  const all = name.match(/[\p{L}\p{N}]+/gu) ?? []
  const telling = all.filter((word) => word !== word.toUpperCase())
  const words = telling.length >= 2 ? telling : all
  const [first = '', ...rest] = words
  const last = rest.at(-1)
  return (last === undefined ? letters(first, 2) : letters(first, 1) + letters(last, 1)).toUpperCase()
}

const letters = (word: string, most: number) => Array.from(word).slice(0, most).join('')
