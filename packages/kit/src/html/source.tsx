import { classes } from './tone.ts'

export interface SourceProps {
  readonly text: string
  /** What it is, for screen readers: "The Response of Microsoft Entra ID", "README.md". */
  readonly label: string
  /** Numbers before the lines, which selecting leaves out. */
  readonly numbers?: boolean | undefined
}

/** Text as it is: a message, a file. Scrolls in its own place, and can be scrolled by the keyboard. */
export function Source({ text, label, numbers }: SourceProps) {
  const lines = text.replace(/\n$/, '').split('\n')
  return (
    <section class={classes('source', numbers && 'numbers')} tabindex={0} aria-label={label}>
      <pre>
        <code>
          {lines.map((line) => (
            <span class="line">{`${line}\n`}</span>
          ))}
        </code>
      </pre>
    </section>
  )
}
