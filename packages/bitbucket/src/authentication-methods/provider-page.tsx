import {
  Button,
  Choice,
  Copy,
  Csrf,
  Danger,
  ErrorSummary,
  Facts,
  Field,
  type FieldError,
  Head,
  Hidden,
  Part,
  Row,
} from '@postern/kit/html'
import { errorAt } from '../frame/index.ts'
import { JitFields } from './jit-fields.tsx'
import { methodsPath, protocolNames } from './page.tsx'
import type { ProviderSettings } from './provider.ts'

export interface ProviderPageProps {
  readonly csrf: string
  readonly publicUrl: URL
  /** Absent while it is being added. */
  readonly id?: number | undefined
  readonly settings: ProviderSettings
  readonly errors: readonly FieldError[]
}

/** One identity provider. The fields have the names of the REST entity. */
export function ProviderPage(props: ProviderPageProps) {
  const { id, settings, publicUrl } = props
  const copied = (path: string, label: string) => (
    <Copy value={new URL(path, publicUrl).href} label={`Copy ${label}`} />
  )
  return (
    <>
      <Head
        title={id === undefined ? 'Add identity provider' : settings.name}
        crumbs={[
          { label: 'Administration', href: '/admin' },
          { label: 'Authentication methods', href: methodsPath },
        ]}
      />
      <Part title="Give these to the identity provider">
        <Facts
          layout="over"
          facts={
            settings.protocol === 'saml'
              ? [
                  {
                    label: 'Assertion Consumer Service URL',
                    value: copied('/plugins/servlet/samlconsumer', 'Assertion Consumer Service URL'),
                  },
                  {
                    label: 'Audience URL (Entity ID)',
                    value: <Copy value={publicUrl.origin} label="Copy Audience URL (Entity ID)" />,
                  },
                ]
              : [
                  { label: 'Redirect URL', value: copied('/plugins/servlet/oidc/callback', 'Redirect URL') },
                  {
                    label: 'Initiate login URL',
                    value: copied('/plugins/servlet/oidc/initiate-login', 'Initiate login URL'),
                  },
                ]
          }
        />
      </Part>
      <ProviderForm {...props} />
      {id !== undefined && (
        <Danger
          title={`Delete ${settings.name}`}
          action={
            <Button kind="danger" href={`${methodsPath}/${id}/delete`}>
              Delete identity provider
            </Button>
          }
        >
          Nobody logs in through it any more. Accounts stay.
        </Danger>
      )}
    </>
  )
}

function ProviderForm({ csrf, id, settings, errors }: ProviderPageProps) {
  const at = (field: string) => errorAt(errors, field)
  return (
    <Part title={protocolNames[settings.protocol]}>
      <form
        class="stack"
        method="post"
        action={id === undefined ? `${methodsPath}/new` : `${methodsPath}/${id}`}
      >
        <ErrorSummary errors={errors} />
        <Csrf token={csrf} />
        <Hidden fields={{ type: settings.protocol }} />
        <Field name="name" label="Name" value={settings.name} error={at('name')} autocomplete="off" />
        {settings.protocol === 'saml' ? (
          <SamlFields settings={settings} errors={errors} />
        ) : (
          <OpenidFields id={id} settings={settings} errors={errors} />
        )}
        <Field
          name="buttonText"
          label="Login button text"
          value={settings.buttonText}
          error={at('buttonText')}
          autocomplete="off"
        />
        <Choice name="enabled" label="Enabled" checked={settings.enabled} />
        <JitFields settings={settings} errors={errors} />
        <Row>
          <Button kind="primary">{id === undefined ? 'Add identity provider' : 'Save'}</Button>
          <Button kind="plain" href={methodsPath}>
            Cancel
          </Button>
        </Row>
      </form>
    </Part>
  )
}

type FieldsProps = Pick<ProviderPageProps, 'id' | 'settings' | 'errors'>

function OpenidFields({ id, settings, errors }: FieldsProps) {
  const at = (field: string) => errorAt(errors, field)
  const text = (name: string, label: string, value: string, hint?: string) => (
    <Field name={name} label={label} value={value} hint={hint} error={at(name)} autocomplete="off" />
  )
  return (
    <>
      {text('issuer-url', 'Issuer URL', settings.issuerUrl, 'Exactly as the identity provider calls itself.')}
      {text('client-id', 'Client ID', settings.clientId)}
      <Field
        name="client-secret"
        label="Client secret"
        type="password"
        hint={id === undefined ? undefined : 'Empty keeps the one that is saved. It is never shown.'}
        error={at('client-secret')}
        autocomplete="off"
      />
      {text(
        'username-claim',
        'Username mapping',
        settings.usernameClaim,
        'Claims in braces, as in $' + '{preferred_username}.',
      )}
      {text(
        'additional-scopes',
        'Additional scopes',
        settings.additionalScopes.join(' '),
        'Separated by spaces; openid is always asked for.',
      )}
      <Choice
        name="discovery-enabled"
        label="Fill the endpoints by discovery"
        hint="The signing keys are always found by discovery."
        checked={settings.discoveryEnabled}
      />
      {text('authorization-endpoint', 'Authorization endpoint', settings.authorizationEndpoint)}
      {text('token-endpoint', 'Token endpoint', settings.tokenEndpoint)}
      {text('userinfo-endpoint', 'User info endpoint', settings.userinfoEndpoint)}
    </>
  )
}

function SamlFields({ settings, errors }: FieldsProps) {
  const at = (field: string) => errorAt(errors, field)
  const text = (name: string, label: string, value: string, hint?: string) => (
    <Field name={name} label={label} value={value} hint={hint} error={at(name)} autocomplete="off" />
  )
  return (
    <>
      {text(
        'sso-issuer',
        'Single sign-on issuer',
        settings.issuerUrl,
        'The entity ID of the identity provider, exactly as it calls itself.',
      )}
      {text('sso-url', 'Identity provider single sign-on URL', settings.ssoUrl)}
      <Field
        name="certificate"
        label="X.509 certificate"
        type="textarea"
        value={settings.certificate}
        hint="With its BEGIN and END lines. Answers must be signed with its key."
        error={at('certificate')}
        mono
      />
      {text(
        'username-attribute',
        'Username mapping',
        settings.usernameAttribute,
        'Attributes in braces, as in $' + '{NameID}.',
      )}
    </>
  )
}
