import type { Child } from 'hono/jsx'
import { Choices, type ChoicesProps } from './choice.tsx'

export interface BranchesProps extends Omit<ChoicesProps, 'type' | 'options'> {
  /** At most four; `fields` are what is asked when it is chosen. */
  readonly options: readonly (ChoicesProps['options'][number] & { readonly fields: Child })[]
}

/**
 * A question whose answer decides what is asked next. The sheet alone hides the fields of the other answers: they are
 * sent all the same, and an old browser shows them all.
 */
export function Branches({ options, ...question }: BranchesProps) {
  return (
    <div class="branches stack wide">
      <Choices {...question} type="radio" options={options} />
      {options.map(({ fields }) => (
        <div class="branch stack">{fields}</div>
      ))}
    </div>
  )
}
