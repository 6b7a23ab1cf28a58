import { Button, Choice, Csrf, Empty, Head, Notice, Part, Pill, Table, TableLink } from '@postern/kit/html'
import type { Provider } from './provider.ts'
import type { SsoConfiguration } from './sso-configuration.ts'

export const methodsPath = '/admin/authentication-methods'

export const protocolNames = { openid: 'OpenID Connect', saml: 'SAML' } as const

export interface MethodsPageProps {
  readonly csrf: string
  readonly providers: readonly Provider[]
  readonly configuration: SsoConfiguration
}

/** *Authentication methods*: the identity providers, and what the log-in page offers. */
export function MethodsPage({ csrf, providers, configuration }: MethodsPageProps) {
  return (
    <>
      <Head
        title="Authentication methods"
        crumbs={[{ label: 'Administration', href: '/admin' }]}
        lead="How people log in: through an identity provider that speaks OpenID Connect or SAML, or with username and password."
        actions={
          <>
            <Button kind="primary" href={`${methodsPath}/new`}>
              Add identity provider
            </Button>
            <Button href={`${methodsPath}/new?type=saml`}>Add SAML identity provider</Button>
          </>
        }
      />
      <Part title="Identity providers">
        <Table
          label="Identity providers"
          rows={providers}
          columns={[
            {
              head: 'Name',
              cell: (provider) => (
                <TableLink href={`${methodsPath}/${provider.id}`} under={provider.issuerUrl}>
                  {provider.name}
                </TableLink>
              ),
            },
            { head: 'Type', cell: ({ protocol }) => protocolNames[protocol], wideOnly: true },
            {
              head: 'State',
              cell: ({ enabled }) => (enabled ? <Pill tone="ok">Enabled</Pill> : <Pill>Disabled</Pill>),
            },
          ]}
          empty={<Empty title="No identity provider">People log in with username and password.</Empty>}
        />
      </Part>
      <Part title="Basic authentication">
        <p>
          Passwords with REST calls and git operations.{' '}
          <a href={`${methodsPath}/basic`}>Allow or block them</a>
        </p>
      </Part>
      <Part title="Log-in page">
        <OptionsForm csrf={csrf} configuration={configuration} />
        {!configuration['show-login-form'] && providers.every(({ enabled }) => !enabled) && (
          <Notice tone="warn" title="The log-in form is shown all the same.">
            No identity provider is enabled, and hiding the form would shut everybody out.
          </Notice>
        )}
      </Part>
    </>
  )
}

function OptionsForm({ csrf, configuration }: { csrf: string; configuration: SsoConfiguration }) {
  return (
    <form class="stack" method="post" action={`${methodsPath}/options`}>
      <Csrf token={csrf} />
      <Choice
        name="show-login-form"
        label="Show log-in form"
        hint="Hidden, the log-in page leads straight to the identity provider where there is only one. Passwords stay valid for REST."
        checked={configuration['show-login-form']}
      />
      <Choice
        name="enable-authentication-fallback"
        label="Enable authentication fallback"
        hint="Shows the hidden form at /login?auth_fallback, for when the identity provider does not work."
        checked={configuration['enable-authentication-fallback']}
      />
      <div>
        <Button>Save options</Button>
      </div>
    </form>
  )
}
