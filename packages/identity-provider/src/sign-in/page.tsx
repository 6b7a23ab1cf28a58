import { csrfToken } from '@postern/kit/form'
import { Button, Choice, Csrf, Door, ErrorSummary, Field, Hidden, Passage } from '@postern/kit/html'
import { endsElsewhere, type Web } from '@postern/kit/http'
import type { Tenant } from '../tenant/tenant.ts'
import { type Asking, doors } from './doors.ts'

export interface SignInPageProps {
  readonly web: Web
  readonly tenant: Tenant
  /** Who asked; empty where nobody did. */
  readonly asking: Asking
  /** What the form carries: `request` or `continue`. */
  readonly carried: Readonly<Record<string, string>>
  readonly userName: string
  /** Whether *Stay signed in?* was ticked. */
  readonly stay?: boolean
  /** The person who is signed in already and is about to be replaced, or to prove it again. */
  readonly signedInAs: string | undefined
  /** The application wants a fresh password, whoever is signed in. */
  readonly again?: boolean
  readonly error?: string | undefined
  /** Shown with an error. */
  readonly correlationId?: string
}

export function SignInPage(props: SignInPageProps) {
  const { web, tenant, asking, signedInAs, again = false, correlationId } = props
  // After the password the browser may be led on to the application's own origin.
  endsElsewhere(web)
  return (
    <Door
      server="idp"
      title="Sign in"
      brand={tenant.name}
      under={asking.application === undefined ? tenant.name : `to open ${asking.application}`}
      passage={
        asking.application !== undefined && (
          <Passage label="Your sign-in" doors={doors(tenant, asking, 'here')} />
        )
      }
      foot={
        <>
          Only type your password at <b>{web.var.world.settings.publicUrl.host}</b>.
          {correlationId !== undefined && (
            <>
              <br />
              Correlation ID for the help desk: <code>{correlationId}</code>
            </>
          )}
        </>
      }
    >
      {signedInAs !== undefined && (
        <p class="small">
          You are signed in as <b>{signedInAs}</b>.{' '}
          {again ? 'The application asks for your password once more.' : 'Signing in here replaces that.'}
        </p>
      )}
      <SignInForm {...props} />
    </Door>
  )
}

function SignInForm({ web, carried, userName, stay = false, error }: SignInPageProps) {
  return (
    <form class="stack" method="post" action="/sign-in">
      <Csrf token={csrfToken(web)} />
      <Hidden fields={carried} />
      <ErrorSummary
        title="You are not signed in"
        errors={error === undefined ? [] : [{ id: 'userName', message: error }]}
      />
      <Field
        name="userName"
        label="User name"
        inputmode="email"
        autocomplete="username"
        value={userName}
        autofocus={error === undefined && userName === ''}
        required
      />
      <Field
        name="password"
        label="Password"
        type="password"
        autocomplete="current-password"
        autofocus={error === undefined && userName !== ''}
        required
      />
      <Choice
        name="stay"
        label="Stay signed in?"
        hint="For 90 days in this browser. Not on a computer that others use."
        checked={stay}
      />
      <Button kind="primary" full>
        Sign in
      </Button>
    </form>
  )
}
