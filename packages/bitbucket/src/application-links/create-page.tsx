import {
  Button,
  Choices,
  Csrf,
  ErrorSummary,
  Facts,
  Field,
  type FieldError,
  Head,
  Row,
} from '@postern/kit/html'
import { errorAt } from '../frame/index.ts'
import type { LinkRequest } from './link.ts'
import { linksPath } from './paths.ts'
import { scopes } from './scopes.ts'

export interface CreateLinkProps {
  readonly csrf: string
  readonly values: LinkRequest
  readonly errors: readonly FieldError[]
}

/** *Create link*. Bitbucket asks for the kind and the direction first; this host has one of each. */
export function CreateLink({ csrf, values, errors }: CreateLinkProps) {
  return (
    <>
      <Head
        title="Create link"
        crumbs={[
          { label: 'Administration', href: '/admin' },
          { label: 'Application links', href: linksPath },
        ]}
      />
      <Facts
        facts={[
          { label: 'Application type', value: 'External application' },
          { label: 'Direction', value: 'Incoming: the application calls Bitbucket' },
        ]}
      />
      <form class="stack" method="post" action={`${linksPath}/create`}>
        <ErrorSummary errors={errors} />
        <Csrf token={csrf} />
        <Field
          name="name"
          label="Name"
          value={values.name}
          error={errorAt(errors, 'name')}
          autocomplete="off"
          width="middle"
          required
        />
        <Field
          name="redirectUrl"
          label="Redirect URL"
          hint="Where the application takes people back: copy it from there, letter by letter."
          value={values.redirectUrl}
          error={errorAt(errors, 'redirectUrl')}
          autocomplete="off"
          mono
          required
        />
        <Choices
          name="scopes"
          label="Application permissions"
          type="checkbox"
          plain
          hint="What it may ask a person for. It can never do more than that person."
          chosen={values.scopes}
          options={scopes.map(({ name, area, label, words }) => ({
            value: name,
            label: `${area}: ${label}`,
            hint: words,
          }))}
        />
        <Row>
          <Button kind="primary">Save</Button>
          <Button href={linksPath} kind="plain">
            Cancel
          </Button>
        </Row>
      </form>
    </>
  )
}
