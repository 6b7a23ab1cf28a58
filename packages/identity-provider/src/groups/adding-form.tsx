import { csrfToken } from '@postern/kit/form'
import {
  Button,
  Choices,
  type ChoicesProps,
  Csrf,
  ErrorSummary,
  type FieldError,
  Filter,
  Row,
  Stack,
} from '@postern/kit/html'
import type { Web } from '@postern/kit/http'
import type { Child } from 'hono/jsx'
import { type Listed, ListPages } from '../paging.tsx'
import { errorIn } from '../users/fields.tsx'

export interface AddingFormProps<T> {
  readonly web: Web
  /** Of the page: it takes the search and what is ticked. */
  readonly path: string
  readonly back: string
  readonly found: Listed<T>
  readonly search: string
  readonly searchLabel: string
  /** The field that the ticks are sent in. */
  readonly name: string
  readonly label: string
  readonly option: (row: T) => ChoicesProps['options'][number]
  /** In the place of a list that found nothing. */
  readonly none: Child
  readonly button: string
  readonly errors: readonly FieldError[]
}

/** A search, and those that are ticked in what it found. */
export function AddingForm<T>(props: AddingFormProps<T>) {
  const { web, path, back, found, search, searchLabel, name, label, errors } = props
  return (
    <>
      <Filter action={path} label={searchLabel} value={search} live="found" button="Search" />
      <form method="post" action={path}>
        <Csrf token={csrfToken(web)} />
        <Stack>
          <ErrorSummary errors={errors} />
          <div id="found">
            {found.rows.length === 0 ? (
              props.none
            ) : (
              <Choices
                {...{ name, label }}
                type="checkbox"
                plain
                error={errorIn(errors, name)}
                options={found.rows.map(props.option)}
              />
            )}
            <ListPages web={web} of={found} />
          </div>
          <Row>
            <Button kind="primary">{props.button}</Button>
            <Button href={back}>Cancel</Button>
          </Row>
        </Stack>
      </form>
    </>
  )
}
