import {
  Button,
  Choice,
  Choices,
  Copy,
  Csrf,
  ErrorSummary,
  Field,
  type FieldError,
  Head,
  Hidden,
  Row,
  Stack,
} from '@postern/kit/html'
import type { ConnectForm } from './connect-form.ts'

export interface ConnectPageProps {
  readonly form: ConnectForm
  readonly errors: readonly FieldError[]
  readonly csrf: string
  /** Our address that Bitbucket takes administrators back to. */
  readonly callback: string
}

interface PartProps extends Omit<ConnectPageProps, 'csrf'> {
  readonly error: (id: string) => string | undefined
}

const protocols = [
  {
    value: 'openid',
    label: 'OpenID Connect (recommended)',
    hint: 'Bitbucket asks Postern itself, so it must reach this server.',
  },
  {
    value: 'saml',
    label: 'SAML 2.0',
    hint: 'Everything goes through the browser: for a Bitbucket that may not open connections to this server.',
  },
]

/** *Connect Bitbucket*: where it is, how Postern gets its rights there, and a box. */
export function ConnectPage(props: ConnectPageProps) {
  const { form, errors, csrf } = props
  const error = (id: string) => errors.find((one) => one.id === id)?.message
  return (
    <>
      <Head
        title="Connect Bitbucket"
        lead="Postern enters itself among Bitbucket’s Authentication methods, and makes accounts there for people who sign in."
        crumbs={[{ label: 'Applications', href: '/admin/applications' }]}
      />
      <form method="post" action="/admin/applications/connect">
        <Csrf token={csrf} />
        <Hidden fields={form.returnTo === '' ? {} : { returnTo: form.returnTo }} />
        <Stack gap="wide">
          <ErrorSummary
            errors={errors}
            title={errors.length === 1 ? 'Bitbucket is not connected' : undefined}
          />
          <Field
            name="baseUrl"
            label="Base URL"
            type="url"
            hint="The address of Bitbucket’s start page, with the context path where there is one."
            value={form.baseUrl}
            error={error('baseUrl')}
            autocomplete="off"
            maxlength={1_000}
            mono
            required
          />
          <ByLink {...props} error={error} />
          <ByPassword {...props} error={error} />
          <Choices
            name="protocol"
            type="radio"
            label="How Bitbucket learns who somebody is"
            chosen={form.protocol}
            options={protocols}
          />
          <Choice
            name="straight"
            id="straight"
            checked={form.straight}
            label="Send people straight to sign-in"
            hint="Bitbucket’s own login form is hidden. It stays within reach at /login?auth_fallback, for the day when single sign-on is down. Best chosen once a first sign-in has worked."
          />
          <Row>
            <Button kind="primary">Connect Bitbucket</Button>
            <Button href="/admin/applications">Back</Button>
          </Row>
        </Stack>
      </form>
    </>
  )
}

function ByLink({ form, callback, error }: PartProps) {
  return (
    <section class="card stack" aria-label="OAuth 2.0 application link">
      <Choice
        name="way"
        type="radio"
        value="link"
        checked={form.way === 'link'}
        label="OAuth 2.0 application link (recommended)"
        hint="A System Admin of Bitbucket allows it with one click; no password is kept here. Bitbucket 7.21 and newer."
      />
      {form.clientId === '' && <HowToLink callback={callback} />}
      <Field
        name="clientId"
        label="Client ID"
        value={form.clientId}
        error={error('clientId')}
        autocomplete="off"
        maxlength={255}
        mono
      />
      <Field
        name="clientSecret"
        label="Client secret"
        type="password"
        hint="Kept encrypted, and sent to Bitbucket only. Bitbucket shows it under Administration, Application links."
        error={error('clientSecret')}
        autocomplete="off"
        maxlength={255}
      />
    </section>
  )
}

/** What is done in Bitbucket first, in its own words. */
function HowToLink({ callback }: { callback: string }) {
  return (
    <div class="field">
      <p class="hint">
        In Bitbucket: Administration, Application links, Create link, External application, Incoming.
        Permission: System admin, Write. Redirect URL:
      </p>
      <Copy label="Redirect URL" value={callback} />
    </div>
  )
}

function ByPassword({ form, error }: PartProps) {
  return (
    <section class="card stack" aria-label="User name and password">
      <Choice
        name="way"
        type="radio"
        value="password"
        checked={form.way === 'password'}
        label="User name and password"
        hint="Bitbucket 10 refuses it unless the account is among the allowed users of Basic authentication."
      />
      <Field
        name="userName"
        label="Administrator’s user name"
        hint="An account of Bitbucket’s internal directory with the permission System Admin, best one made for Postern alone."
        value={form.userName}
        error={error('userName')}
        autocomplete="off"
        maxlength={255}
        width="middle"
      />
      <Field
        name="password"
        label="Password"
        type="password"
        hint="Kept encrypted, and sent to Bitbucket only."
        error={error('password')}
        autocomplete="off"
        maxlength={1_000}
        width="middle"
      />
    </section>
  )
}
