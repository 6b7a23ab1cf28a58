import { Field } from '@postern/kit/html'

const mostOptions = 200

export interface PickProps {
  readonly name: string
  readonly label: string
  readonly hint?: string | undefined
  /** What can be picked; with more than 200 the name is typed instead. */
  readonly options: readonly string[]
  readonly value?: string | undefined
  readonly error?: string | undefined
}

/** One of a list of names. */
export function Pick({ options, ...field }: PickProps) {
  if (options.length === 0 || options.length > mostOptions) {
    return <Field {...field} autocomplete="off" required width="middle" />
  }
  const choices = options.map((name) => ({ value: name, label: name }))
  return <Field {...field} type="select" options={choices} width="middle" required />
}

/** How many to ask the store for, to know whether a list fits. */
export const pickRange = { start: 0, limit: mostOptions + 1 } as const
