import type { Child } from 'hono/jsx'

/** An address, whole: it may break after slashes and before a query's parts, and is never cut. */
export function Address({ children }: { children: string }) {
  return <code>{breakable(children)}</code>
}

/** Splits after each run of slashes, `?`, `&` and `;`, and puts a place to break between. */
export function breakable(text: string): Child {
  return text.split(/(?<=[/?&;])(?![/?&;])/).flatMap((piece, n) => (n === 0 ? [piece] : [<wbr />, piece]))
}

export interface CopyProps {
  /** What is copied, exactly. */
  readonly value: string
  /** What it is, for the button's name: "Copy Login URL". */
  readonly label: string
  readonly strong?: boolean | undefined
}

/** A value to be pasted elsewhere: one click selects the whole of it, and a script adds a Copy button. */
export function Copy({ value, label, strong }: CopyProps) {
  const shown = breakable(value)
  return (
    <div class="copy" data-copy={value} data-label={label}>
      <code>{strong ? <b>{shown}</b> : shown}</code>
    </div>
  )
}

/** A fingerprint in groups of eight. The spaces are drawn; selecting and copying it gives none. */
export function Fingerprint({ value }: { value: string }) {
  const groups =
    value
      .replace(/[^0-9a-f]/gi, '')
      .toUpperCase()
      .match(/.{1,8}/g) ?? []
  return (
    <code class="fp">
      {groups.map((group) => (
        <>
          <span>{group}</span>
          <wbr />
        </>
      ))}
    </code>
  )
}

export interface Fact {
  readonly label: Child
  readonly value: Child
}

export interface FactsProps {
  readonly facts: readonly (Fact | false | undefined)[]
  /** `slim`: a narrow column of labels; `over`: each label above its value, for a narrow place. */
  readonly layout?: 'slim' | 'over' | undefined
  readonly small?: boolean | undefined
}

/** Labels and values. An absent value is "Not set", in quiet letters, not a dash. False rows are left out. */
export function Facts({ facts, layout, small }: FactsProps) {
  return (
    <dl class={['facts', layout, small && 'small'].filter(Boolean).join(' ')}>
      {facts.map(
        (fact) =>
          fact && (
            <>
              <dt>{fact.label}</dt>
              <dd>{fact.value || <span class="small">Not set</span>}</dd>
            </>
          ),
      )}
    </dl>
  )
}
