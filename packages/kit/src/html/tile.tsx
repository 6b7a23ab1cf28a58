import type { Child } from 'hono/jsx'
import { Initials } from './icon.tsx'

export interface TileProps {
  readonly name: string
  readonly href: string
  /** One quiet line. */
  readonly under?: Child
}

/** A thing to open, as an arch with initials. Nobody's logo. Stands in `Tiles`. */
export function Tile({ name, href, under }: TileProps) {
  return (
    <li>
      <a class="tile" href={href}>
        <Initials name={name} />
        <b>{name}</b>
        {under && <span class="small">{under}</span>}
      </a>
    </li>
  )
}

export interface TilesProps {
  readonly tiles: readonly TileProps[]
  /** Heading of the group. */
  readonly title: string
  readonly id: string
}

/** A group of tiles under a small heading. */
export function Tiles({ tiles, title, id }: TilesProps) {
  return (
    <section aria-labelledby={`tiles-${id}`}>
      <h2 id={`tiles-${id}`} class="group">
        {title}
      </h2>
      <ul class="tiles">
        {tiles.map((tile) => (
          <Tile {...tile} />
        ))}
      </ul>
    </section>
  )
}
