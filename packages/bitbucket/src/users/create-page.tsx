import { Button, Csrf, ErrorSummary, Field, type FieldError, Head, Row } from '@postern/kit/html'
import { errorAt } from '../frame/index.ts'
import { usersPath } from './paths.ts'

export interface CreateUserProps {
  readonly csrf: string
  readonly values: Readonly<Record<'username' | 'fullname' | 'email', string>>
  readonly errors: readonly FieldError[]
}

/** *Create User*, with the labels of the set-up guide, word for word. */
export function CreateUser({ csrf, values, errors }: CreateUserProps) {
  const at = (id: string) => errorAt(errors, id)
  return (
    <>
      <Head
        title="Create User"
        crumbs={[
          { label: 'Administration', href: '/admin' },
          { label: 'Users', href: usersPath },
        ]}
      />
      <form class="stack" method="post" action={`${usersPath}/create`}>
        <ErrorSummary errors={errors} />
        <Csrf token={csrf} />
        <Field
          name="username"
          label="Username"
          hint="For log-in through an identity provider: exactly the name that it sends, often the email address."
          value={values.username}
          error={at('username')}
          autocomplete="off"
          width="middle"
          required
        />
        <Field
          name="fullname"
          label="Full Name"
          value={values.fullname}
          error={at('fullname')}
          autocomplete="off"
          width="middle"
          required
        />
        <Field
          name="email"
          label="Email address"
          value={values.email}
          error={at('email')}
          autocomplete="off"
          width="middle"
          required
        />
        <Field
          name="password"
          label="Password"
          type="password"
          error={at('password')}
          autocomplete="new-password"
          width="middle"
          required
        />
        <Field
          name="confirmPassword"
          label="Confirm Password"
          type="password"
          error={at('confirmPassword')}
          autocomplete="new-password"
          width="middle"
          required
        />
        <p class="hint">The user joins the default group stash-users, where there is one.</p>
        <Row>
          <Button kind="primary">Create user</Button>
          <Button href={usersPath} kind="plain">
            Cancel
          </Button>
        </Row>
      </form>
    </>
  )
}
