import { Button, Csrf, ErrorSummary, Field, Hidden, Part } from '@postern/kit/html'
import type { Child } from 'hono/jsx'
import { errorAt } from '../frame/index.ts'
import { usersPath } from './paths.ts'
import type { Returned, UserPageProps } from './user-page.tsx'

interface FrameProps extends UserPageProps {
  readonly title: string
  readonly form: Returned['form']
  readonly button: string
  readonly children?: Child
}

function UserForm({ csrf, user, returned, title, form, button, children }: FrameProps) {
  return (
    <Part title={title}>
      <form class="stack" method="post" action={`${usersPath}/${form}`}>
        <ErrorSummary errors={returned?.form === form ? returned.errors : []} />
        <Csrf token={csrf} />
        <Hidden fields={{ name: user.name }} />
        {children}
        <div>
          <Button>{button}</Button>
        </div>
      </form>
    </Part>
  )
}

/** What a form shows of itself after it came back. */
function back(props: UserPageProps, form: Returned['form']) {
  const returned = props.returned?.form === form ? props.returned : undefined
  return {
    value: (field: string, otherwise: string) => returned?.values[field] ?? otherwise,
    error: (field: string) => errorAt(returned?.errors ?? [], field),
  }
}

export function DetailsForm(props: UserPageProps) {
  const { value, error } = back(props, 'details')
  return (
    <UserForm {...props} title="Details" form="details" button="Save details">
      <Field
        name="fullname"
        label="Full Name"
        value={value('fullname', props.user.displayName)}
        error={error('fullname')}
        autocomplete="off"
        width="middle"
        required
      />
      <Field
        name="email"
        label="Email address"
        value={value('email', props.user.emailAddress)}
        error={error('email')}
        autocomplete="off"
        width="middle"
        required
      />
    </UserForm>
  )
}

export function RenameForm(props: UserPageProps) {
  const { value, error } = back(props, 'rename')
  return (
    <UserForm {...props} title="Username" form="rename" button="Change username">
      <Field
        name="newName"
        label="New username"
        hint="An identity provider that sends the old name no longer finds this user."
        value={value('newName', props.user.name)}
        error={error('newName')}
        autocomplete="off"
        width="middle"
        required
      />
    </UserForm>
  )
}

export function PasswordForm(props: UserPageProps) {
  const { error } = back(props, 'password')
  return (
    <UserForm {...props} title="Password" form="password" button="Change password">
      <Field
        name="password"
        label="New password"
        type="password"
        hint="The user is logged out everywhere."
        error={error('password')}
        autocomplete="new-password"
        width="middle"
        required
      />
      <Field
        name="confirmPassword"
        label="Confirm Password"
        type="password"
        error={error('confirmPassword')}
        autocomplete="new-password"
        width="middle"
        required
      />
    </UserForm>
  )
}
