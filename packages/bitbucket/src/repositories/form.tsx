import { Button, Choice, Csrf, ErrorSummary, Field, type FieldError, Row } from '@postern/kit/html'
import { errorAt } from '../frame/index.ts'

export interface TypedRepository {
  readonly name: string
  readonly description: string
  readonly defaultBranch: string
  readonly public: boolean
  readonly archived: boolean
}

export interface RepositoryFormProps {
  readonly action: string
  readonly csrf: string
  readonly typed: TypedRepository
  readonly errors: readonly FieldError[]
  readonly button: string
  readonly cancel: string
  /** What only an existing repository can be. */
  readonly existing?: boolean | undefined
}

/** The same fields to create a repository and to change one. */
export function RepositoryForm(props: RepositoryFormProps) {
  const { action, csrf, typed, errors, button, cancel, existing } = props
  return (
    <form class="stack" method="post" action={action}>
      <ErrorSummary errors={errors} />
      <Csrf token={csrf} />
      <Field
        name="name"
        label="Repository name"
        hint={
          existing
            ? 'Clone addresses change with it.'
            : 'Letters, numbers, spaces, hyphens, underscores, periods.'
        }
        value={typed.name}
        error={errorAt(errors, 'name')}
        autocomplete="off"
        maxlength={128}
        width="middle"
        required
      />
      <Field
        name="description"
        label="Description"
        type="textarea"
        rows={3}
        value={typed.description}
        error={errorAt(errors, 'description')}
        maxlength={255}
      />
      <Field
        name="defaultBranch"
        label="Default branch"
        hint="What is shown, and checked out, when nobody says which."
        value={typed.defaultBranch}
        error={errorAt(errors, 'defaultBranch')}
        autocomplete="off"
        width="middle"
        mono
        required
      />
      <Choice
        name="public"
        label="Public access"
        hint="Anybody who reaches this server may read it, also over git and without logging in."
        checked={typed.public}
      />
      {existing && (
        <Choice
          name="archived"
          label="Archived"
          hint="It can be read, and nothing can be pushed to it."
          checked={typed.archived}
        />
      )}
      <Row>
        <Button kind="primary">{button}</Button>
        <Button href={cancel} kind="plain">
          Cancel
        </Button>
      </Row>
    </form>
  )
}
