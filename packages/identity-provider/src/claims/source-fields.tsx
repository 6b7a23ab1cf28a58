import { Button, Field, type FieldError, Row } from '@postern/kit/html'
import { sourceNames } from './sources.ts'
import { kindOf } from './transformations.ts'
import { kindField, none, parameterField, type TypedSource, text } from './typed-source.ts'

export interface SourceFieldsProps {
  readonly typed: TypedSource
  /** The transformations that there are for it. */
  readonly allowed: readonly string[]
  readonly errors: readonly FieldError[]
}

const sources = [
  ...sourceNames.map((name) => ({ value: name, label: name })),
  { value: text, label: 'Text, typed below' },
]

/**
 * Where a value comes from. The parameters of a transformation are shown once it was chosen and *Show parameters* or *Save*
 * was pressed: without script a form cannot grow by itself.
 */
export function SourceFields({ typed, allowed, errors }: SourceFieldsProps) {
  const errorOf = (id: string) => errors.find((error) => error.id === id)?.message
  const kinds = [{ value: none, label: 'None' }, ...allowed.map((name) => ({ value: name, label: name }))]
  return (
    <>
      <Field
        name="from"
        label="Source attribute"
        type="select"
        width="middle"
        options={sources}
        value={typed.from}
        error={errorOf('from')}
      />
      <Field
        name="text"
        label="Text"
        hint="The same for everybody. Only where Text is chosen above."
        value={typed.text}
        error={errorOf('text')}
        autocomplete="off"
      />
      {typed.kinds.map((chosen, n) => (
        <>
          <Field
            name={kindField(n)}
            label={`Transformation ${n + 1}`}
            type="select"
            width="middle"
            options={kinds}
            value={chosen}
            error={errorOf(kindField(n))}
          />
          {(kindOf(chosen)?.parameters ?? []).map((parameter) => {
            const field = parameterField(n, parameter.name)
            return (
              <Field
                name={field}
                label={parameter.label}
                hint={parameter.hint}
                width="middle"
                inputmode={parameter.isNumber ? 'numeric' : undefined}
                value={typed.parameters[field]}
                error={errorOf(field)}
                autocomplete="off"
              />
            )
          })}
        </>
      ))}
      <Row>
        <Button small name="step" value="show" formnovalidate>
          Show parameters
        </Button>
      </Row>
    </>
  )
}
