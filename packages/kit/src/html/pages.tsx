import type { Child } from 'hono/jsx'

export interface PagesProps {
  /** Addresses; undefined where there is no more. */
  readonly earlier?: string | undefined
  readonly later?: string | undefined
  /** "1 to 50 of 312" */
  readonly says?: Child
}

/** Under a list that goes on: what is shown, and links to the rest. */
export function Pages({ earlier, later, says }: PagesProps) {
  return (
    <nav class="pages" aria-label="Pages">
      {says && <span class="small">{says}</span>}
      <span class="row push">
        {earlier && (
          <a class="btn small" href={earlier} rel="prev">
            Previous
          </a>
        )}
        {later && (
          <a class="btn small" href={later} rel="next">
            Next
          </a>
        )}
      </span>
    </nav>
  )
}
