import type { Child } from 'hono/jsx'
import { differ } from './differ.ts'
import type { Run } from './runs.ts'
import { breakable } from './value.tsx'

export interface DiffProps {
  /** What is configured here. */
  readonly expected: string
  /** What came. Undefined: nothing was sent. */
  readonly received?: string | undefined
  readonly expectedLabel?: string | undefined
  readonly receivedLabel?: string | undefined
}

/** Expected above Received, only the differing runs marked, by colour and underline. Follow it with *How to fix it*. */
export function Diff(props: DiffProps) {
  const { expected, received, expectedLabel = 'Expected', receivedLabel = 'Received' } = props
  const runs = differ(expected, received ?? '')
  return (
    <dl class="diff">
      <div>
        <dt>{expectedLabel}</dt>
        <dd>
          <code>
            {received === undefined
              ? breakable(expected)
              : marked(runs.expected, (text) => <ins>{text}</ins>)}
          </code>
        </dd>
      </div>
      <div>
        <dt>{receivedLabel}</dt>
        <dd>
          {received === undefined ? (
            <span class="small">Nothing was sent</span>
          ) : (
            <code>
              {marked(runs.received, (text) => (
                <del>{text}</del>
              ))}
            </code>
          )}
        </dd>
      </div>
    </dl>
  )
}

function marked(runs: readonly Run[], mark: (text: Child) => Child): Child {
  return runs.map((run) => (run.differs ? mark(visible(run.text)) : breakable(run.text)))
}

/** Space at an end of a value is the difference that nobody sees: it is drawn. */
const visible = (text: string) => text.replaceAll(' ', '␣').replaceAll('\n', '⏎').replaceAll('\t', '⇥')
