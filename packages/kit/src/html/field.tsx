import type { Child } from 'hono/jsx'
import { Icon } from './icon.tsx'
import { classes } from './tone.ts'

export interface Option {
  readonly value: string
  readonly label: string
}

interface FieldBase {
  /** The form field's name, and its id unless `id` is given: `ErrorSummary` links to it. */
  readonly name: string
  readonly label: Child
  readonly id?: string | undefined
  readonly hint?: Child
  /** What to do about it, named for this field. Its presence marks the field as wrong. */
  readonly error?: string | undefined
  /** What was typed, kept after an error. A password is never shown again, whatever is passed. */
  readonly value?: string | undefined
  readonly required?: boolean | undefined
  /** At the right of the label: a small link. */
  readonly beside?: Child
  readonly autocomplete?: string | undefined
  readonly autofocus?: boolean | undefined
  readonly readonly?: boolean | undefined
  readonly maxlength?: number | undefined
  readonly placeholder?: string | undefined
  /** Letter by letter: an address, a fingerprint, XML. */
  readonly mono?: boolean | undefined
  /** Width hints at length. Default: the whole column. */
  readonly width?: 'short' | 'middle' | undefined
}

interface OneLine {
  readonly type?: 'text' | 'email' | 'url' | 'password' | 'number' | 'tel' | 'search' | 'date' | undefined
  readonly inputmode?: 'text' | 'email' | 'url' | 'numeric' | undefined
  readonly min?: number | undefined
  readonly max?: number | undefined
  /** What is often typed; the browser offers it, and anything else may be typed. */
  readonly suggestions?: readonly string[] | undefined
}
interface Lines {
  readonly type: 'textarea'
  /** Default 5. */
  readonly rows?: number | undefined
}
interface Choose {
  readonly type: 'select'
  readonly options: readonly Option[]
}

export type FieldProps = FieldBase & (OneLine | Lines | Choose)

/** Label, hint, error and control, in that order; hint and error are tied to the control by `aria-describedby`. */
export function Field(props: FieldProps) {
  const { name, id = name, label, hint, error, beside, width } = props
  return (
    <div class={classes('field', error && 'wrong', width)}>
      {beside ? (
        <div class="row">
          <label for={id}>{label}</label>
          <span class="push small">{beside}</span>
        </div>
      ) : (
        <label for={id}>{label}</label>
      )}
      <Said id={id} hint={hint} error={error} />
      <Control {...props} />
    </div>
  )
}

/** Hint and error above a control, with the ids that `describedBy` names. */
export function Said({ id, hint, error }: { id: string; hint?: Child; error?: string | undefined }) {
  return (
    <>
      {hint && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {error && (
        <p class="error" id={`${id}-error`}>
          <Icon name="warning" />
          {error}
        </p>
      )}
    </>
  )
}

/** The value of `aria-describedby` for a control with this hint and error. */
export function describedBy(id: string, hint: Child, error: string | undefined): string | undefined {
  return classes(hint ? `${id}-hint` : undefined, error ? `${id}-error` : undefined)
}

function shared({ name, id = name, hint, error, required, autocomplete, autofocus, mono }: FieldProps) {
  return {
    id,
    name,
    class: mono ? 'mono' : undefined,
    required: required === true,
    autocomplete,
    autofocus: autofocus === true,
    'aria-invalid': error ? ('true' as const) : undefined,
    'aria-describedby': describedBy(id, hint, error),
  }
}

function Control(props: FieldProps) {
  const same = shared(props)
  if (props.type === 'select') return <Select same={same} options={props.options} value={props.value} />
  const typed = {
    ...same,
    maxlength: props.maxlength,
    placeholder: props.placeholder,
    readonly: props.readonly === true,
  }
  if (props.type === 'textarea') {
    // HTML drops the first line feed of a textarea: without one of our own a value that begins with it would lose it.
    return (
      <textarea {...typed} rows={props.rows ?? 5} spellcheck={false}>
        {`\n${props.value ?? ''}`}
      </textarea>
    )
  }
  const { type = 'text', inputmode, min, max, value, suggestions = [] } = props
  const list = suggestions.length > 0 ? `${same.id}-suggestions` : undefined
  return (
    <>
      <input
        {...typed}
        type={type}
        inputmode={inputmode}
        min={min}
        max={max}
        list={list}
        value={type === 'password' ? undefined : value}
        spellcheck={false}
        autocapitalize="off"
      />
      {list && <Suggestions id={list} values={suggestions} />}
    </>
  )
}

function Suggestions({ id, values }: { id: string; values: readonly string[] }) {
  return (
    <datalist id={id}>
      {values.map((value) => (
        <option value={value} />
      ))}
    </datalist>
  )
}

interface SelectProps {
  readonly same: ReturnType<typeof shared>
  readonly options: readonly Option[]
  readonly value: string | undefined
}

function Select({ same, options, value: chosen }: SelectProps) {
  return (
    <select {...same}>
      {options.map(({ value, label }) => (
        <option value={value} selected={value === chosen}>
          {label}
        </option>
      ))}
    </select>
  )
}
