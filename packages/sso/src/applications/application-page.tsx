import {
  Address,
  Button,
  Copy,
  Danger,
  Facts,
  Head,
  Notice,
  Part,
  Pill,
  Stack,
  Toast,
  When,
} from '@postern/kit/html'
import type { Problem } from '@postern/saml/problem'
import { type OurProviders, usernameAttribute, usernameClaim } from '../connectors/registration.ts'
import type { Application } from './application.ts'
import type { Way } from './connect-form.ts'

export interface ApplicationPageProps {
  readonly application: Application
  /** As whom we call its REST API. */
  readonly userName: string
  /** By its password, or because that person allowed our application link. */
  readonly way: Way
  readonly ours: OurProviders
  /** What came of asking it now: its version, or why it cannot be used. */
  readonly now: { readonly version: string } | Problem
  readonly signOutUrl: string
  readonly said?: string | undefined
}

/** One application: is it there, what was registered, and with which values. */
export function ApplicationPage({
  application,
  userName,
  way,
  ours,
  now,
  signOutUrl,
  said,
}: ApplicationPageProps) {
  const { id, name, baseUrl, straight, createdAt } = application
  const reached = 'version' in now
  return (
    <>
      <Head
        title={reached ? `${name} answers` : `${name} cannot be used now`}
        crumbs={[{ label: 'Applications', href: '/admin/applications' }]}
        actions={<Button href={`/admin/applications/connect?again=${id}`}>Connect again</Button>}
      />
      {said && <Toast>{said}</Toast>}
      {!reached && (
        <Notice tone="bad" title={now.message}>
          {now.remedy}
        </Notice>
      )}
      <Part title="Application" beside={<Reachable reached={reached} />}>
        <Facts
          facts={[
            { label: 'Base URL', value: <Address>{baseUrl}</Address> },
            {
              label: 'Version',
              value: reached ? now.version : `${application.version} when it was connected`,
            },
            way === 'link'
              ? { label: 'Application link', value: `Allowed by ${userName}` }
              : { label: 'Administrator’s user name', value: userName },
            { label: 'Connected', value: <When at={createdAt} /> },
            {
              label: 'Login form',
              value: straight ? <Straight baseUrl={baseUrl} /> : 'Shown, with our button',
            },
          ]}
        />
      </Part>
      <Part title="What was registered in Bitbucket">
        <Stack>
          <p class="quiet">
            Under Administration, Authentication methods, in Bitbucket. Connect again brings it back to these
            values.
          </p>
          <Facts facts={registered(application, ours)} />
        </Stack>
      </Part>
      <Part title="When people log out of Bitbucket">
        <Stack>
          <p>
            Its own log-out ends its own session alone. A proxy in front of it can lead the browser here
            first, for a request of <code>/j_atl_security_logout</code> that has no <code>from=sso</code>:
            then the sessions here and at the identity provider end, too.
          </p>
          <Copy label="Where the proxy leads it" value={signOutUrl} />
        </Stack>
      </Part>
      <Danger
        title={`Disconnect ${name}`}
        action={<Button href={`/admin/applications/${id}/disconnect`}>Disconnect {name}</Button>}
      >
        Takes Postern out of its Authentication methods and shows its own login form again.
      </Danger>
    </>
  )
}

function registered({ protocol, openid }: Application, { issuer, saml }: OurProviders) {
  if (protocol === 'saml')
    return [
      { label: 'Name', value: 'Postern (SAML)' },
      { label: 'Single sign-on issuer', value: <Copy label="Single sign-on issuer" value={saml.entityId} /> },
      {
        label: 'Identity provider single sign-on URL',
        value: <Copy label="Identity provider single sign-on URL" value={saml.singleSignOn} />,
      },
      { label: 'X.509 certificate', value: <a href={saml.entityId}>In our metadata</a> },
      { label: 'Username mapping', value: <code>{usernameAttribute}</code> },
    ]
  return [
    { label: 'Name', value: 'Postern (OpenID Connect)' },
    { label: 'Issuer URL', value: <Copy label="Issuer URL" value={issuer} /> },
    { label: 'Client ID', value: <Copy label="Client ID" value={openid.clientId} /> },
    { label: 'Redirect URI', value: <Copy label="Redirect URI" value={openid.redirectUri} /> },
    { label: 'Scopes', value: <code>openid profile email</code> },
    { label: 'Username mapping', value: <code>{usernameClaim}</code> },
  ]
}

function Reachable({ reached }: { reached: boolean }) {
  return reached ? <Pill tone="ok">Reached just now</Pill> : <Pill tone="bad">Not reached</Pill>
}

function Straight({ baseUrl }: { baseUrl: string }) {
  return (
    <>
      Hidden; people go straight to sign-in. For an emergency it is at{' '}
      <Address>{`${baseUrl}/login?auth_fallback`}</Address>
    </>
  )
}
