export interface FieldError {
  /** The id of the control: the field's name unless another was given. */
  readonly id: string
  readonly message: string
}

/**
 * First in a form that came back: takes the focus (`autofocus`, no script) and links to each wrong field. Nothing
 * when there are no errors.
 */
export function ErrorSummary({
  errors,
  title,
}: {
  errors: readonly FieldError[]
  title?: string | undefined
}) {
  if (errors.length === 0) return null
  const count = errors.length === 1 ? 'One answer needs a change' : `${errors.length} answers need a change`
  return (
    <section class="summary" aria-labelledby="error-summary" tabindex={-1} autofocus>
      <h2 id="error-summary">{title ?? count}</h2>
      <ul>
        {errors.map(({ id, message }) => (
          <li>
            <a href={`#${id}`}>{message}</a>
          </li>
        ))}
      </ul>
    </section>
  )
}
