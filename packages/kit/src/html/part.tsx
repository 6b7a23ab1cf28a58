import type { Child } from 'hono/jsx'
import { classes } from './tone.ts'

export interface PartProps {
  readonly title: string
  /** Unique on the page; names the heading's id. Default: made from the title. */
  readonly id?: string | undefined
  /** At the right of the title: a link, a quiet word, a pill. */
  readonly beside?: Child
  readonly children?: Child
}

const slug = (title: string) =>
  title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')

/** A section under a heading with a hairline. The usual way to group; a card is the exception. */
export function Part({ title, id = slug(title), beside, children }: PartProps) {
  return (
    <section class="part" aria-labelledby={`part-${id}`}>
      <div class="title">
        <h2 id={`part-${id}`}>{title}</h2>
        {beside}
      </div>
      {children}
    </section>
  )
}

/** A thing that is edited, copied or trusted as a whole. Same props as `Part`. */
export function Card({ title, id = slug(title), beside, children }: PartProps) {
  return (
    <section class="card" aria-labelledby={`card-${id}`}>
      <div class="title">
        <h2 id={`card-${id}`}>{title}</h2>
        {beside}
      </div>
      {children}
    </section>
  )
}

/** Cards or text with numbers at the left, where the order matters. */
export function Numbered({ items }: { items: readonly Child[] }) {
  return (
    <ol class="numbered">
      {items.map((item) => (
        <li>{item}</li>
      ))}
    </ol>
  )
}

/** Two columns: wide with a narrow one at the right, or `even`. One column on a phone, in the same order. */
export function Columns({ even, children }: { even?: boolean | undefined; children?: Child }) {
  return <div class={classes('cols', even && 'even')}>{children}</div>
}

/** Children one under another: `tight` 8, usual 16 (between fields), `wide` 32 (between sections). */
export function Stack({ gap, children }: { gap?: 'tight' | 'wide' | undefined; children?: Child }) {
  return <div class={classes('stack', gap)}>{children}</div>
}

/** Children on one line that wraps: a row of buttons. `end` puts them at the right. */
export function Row({ end, children }: { end?: boolean | undefined; children?: Child }) {
  return <div class={classes('row', end && 'end')}>{children}</div>
}

/** What few need: folded away under its summary, open when something in it is set or wrong. */
export function Fold({ summary, open, children }: { summary: string; open?: boolean; children?: Child }) {
  return (
    <details class="fold" open={open === true}>
      <summary>{summary}</summary>
      <div class="stack">{children}</div>
    </details>
  )
}
