import type { Child } from 'hono/jsx'
import { describedBy, Said } from './field.tsx'
import { classes } from './tone.ts'

export interface ChoiceProps {
  readonly name: string
  /** Unique on the page. Default: name and value. */
  readonly id?: string | undefined
  readonly type?: 'radio' | 'checkbox' | undefined
  /** Default `yes`. */
  readonly value?: string | undefined
  readonly checked?: boolean | undefined
  readonly label: Child
  readonly hint?: Child
  readonly error?: string | undefined
  readonly required?: boolean | undefined
}

/** One checkbox (or radio) with its label at the right; the label is part of the target. */
export function Choice({
  name,
  value = 'yes',
  id = `${name}-${value}`,
  type = 'checkbox',
  ...rest
}: ChoiceProps) {
  const { checked, label, hint, error, required } = rest
  return (
    <div class={classes('choice', error && 'wrong')}>
      <input
        type={type}
        name={name}
        id={id}
        value={value}
        checked={checked === true}
        required={required === true}
        aria-invalid={error ? 'true' : undefined}
        aria-describedby={describedBy(id, hint, error)}
      />
      <div>
        <label for={id}>{label}</label>
        <Said id={id} hint={hint} error={error} />
      </div>
    </div>
  )
}

export interface ChoicesProps {
  readonly name: string
  /** The question. */
  readonly label: Child
  readonly type?: 'radio' | 'checkbox' | undefined
  readonly options: readonly { readonly value: string; readonly label: Child; readonly hint?: Child }[]
  /** The values that are chosen: one for radios. */
  readonly chosen?: string | readonly string[] | undefined
  readonly hint?: Child
  readonly error?: string | undefined
  /** Boxes beside each other (default) or a plain list. */
  readonly plain?: boolean | undefined
}

/** A question with answers to choose from. Its id is the name: `ErrorSummary` links to it. */
export function Choices({
  name,
  label,
  type = 'radio',
  options,
  chosen = [],
  hint,
  error,
  plain,
}: ChoicesProps) {
  const values = typeof chosen === 'string' ? [chosen] : chosen
  return (
    <fieldset
      class={classes('field', error && 'wrong')}
      id={name}
      tabindex={-1}
      aria-describedby={describedBy(name, hint, error)}
    >
      <legend>{label}</legend>
      <Said id={name} hint={hint} error={error} />
      <div class={plain ? undefined : 'choices'}>
        {options.map((option) => (
          <Choice
            name={name}
            type={type}
            value={option.value}
            label={option.label}
            hint={option.hint}
            checked={values.includes(option.value)}
          />
        ))}
      </div>
    </fieldset>
  )
}
