import { Button, Choice, Csrf, ErrorSummary, Field, type FieldError, Head, Row } from '@postern/kit/html'
import { errorAt } from '../frame/index.ts'

export const basicAuthPath = '/admin/authentication-methods/basic'
const methodsPath = '/admin/authentication-methods'

/** As typed: one user or path on each line. */
export interface TypedBasicAuth {
  readonly allow: boolean
  readonly users: string
  readonly paths: string
}

export interface BasicAuthPageProps {
  readonly csrf: string
  readonly typed: TypedBasicAuth
  readonly errors: readonly FieldError[]
}

/** *Basic authentication*: whether passwords may be sent with REST calls and by git. */
export function BasicAuthPage({ csrf, typed, errors }: BasicAuthPageProps) {
  return (
    <>
      <Head
        title="Basic authentication"
        crumbs={[
          { label: 'Administration', href: '/admin' },
          { label: 'Authentication methods', href: methodsPath },
        ]}
        lead="A username and a password with each REST call and each git operation. Access tokens work in any case."
      />
      <form class="stack" method="post" action={basicAuthPath}>
        <ErrorSummary errors={errors} />
        <Csrf token={csrf} />
        <Choice
          name="allow"
          label="Allow basic authentication"
          hint="Not ticked, it is refused, but for the users and paths below. Bitbucket 10 starts so."
          checked={typed.allow}
        />
        <Field
          name="users"
          label="Allowed users"
          type="textarea"
          rows={3}
          hint="Usernames, one on each line: the account of the SSO service, say."
          value={typed.users}
          error={errorAt(errors, 'users')}
        />
        <Field
          name="paths"
          label="Allowed paths"
          type="textarea"
          rows={3}
          hint="One on each line. * stands for anything: /rest/api/*/repos. Without it a path allows what is below it."
          value={typed.paths}
          error={errorAt(errors, 'paths')}
          mono
        />
        <Row>
          <Button kind="primary">Save</Button>
          <Button kind="plain" href={methodsPath}>
            Cancel
          </Button>
        </Row>
      </form>
    </>
  )
}
