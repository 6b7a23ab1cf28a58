import { Button, Choice, Csrf, ErrorSummary, Field, type FieldError, Row } from '@postern/kit/html'
import { errorAt } from '../frame/index.ts'
import type { ProjectValues } from './project.ts'

export interface ProjectFormProps {
  readonly action: string
  readonly csrf: string
  readonly values: ProjectValues
  readonly errors: readonly FieldError[]
  readonly button: string
  readonly cancel: string
}

/** What a project is called and who may read it: the same fields to create and to change one. */
export function ProjectForm({ action, csrf, values, errors, button, cancel }: ProjectFormProps) {
  return (
    <form class="stack" method="post" action={action}>
      <ErrorSummary errors={errors} />
      <Csrf token={csrf} />
      <Field
        name="name"
        label="Project name"
        value={values.name}
        error={errorAt(errors, 'name')}
        autocomplete="off"
        maxlength={128}
        width="middle"
        required
      />
      <Field
        name="key"
        label="Project key"
        hint="Stands in addresses, such as ACME. Letters, numbers and underscores; a letter first."
        value={values.key}
        error={errorAt(errors, 'key')}
        autocomplete="off"
        maxlength={128}
        width="short"
        mono
        required
      />
      <Field
        name="description"
        label="Description"
        type="textarea"
        rows={3}
        value={values.description}
        error={errorAt(errors, 'description')}
        maxlength={255}
      />
      <Choice
        name="public"
        label="Public access"
        hint="Anybody who reaches this server may read its repositories, also over git and without logging in."
        checked={values.public}
      />
      <Row>
        <Button kind="primary">{button}</Button>
        <Button href={cancel} kind="plain">
          Cancel
        </Button>
      </Row>
    </form>
  )
}
