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
import type { Way } from '../connectors/credential.ts'
import type { Prospect } from '../connectors/kind.ts'
import { kinds } from '../connectors/kinds.ts'
import { type OurProviders, usernameAttribute, usernameClaim } from '../connectors/registration.ts'
import type { Application } from './application.ts'
import { Prospects } from './prospects.tsx'

export interface ApplicationPageProps {
  readonly application: Application
  /** As whom we call its REST API. */
  readonly userName: string
  /** By its password, by a session, or because that person allowed our application link. */
  readonly way: Way
  readonly ours: OurProviders
  /** What came of asking it now: its version, or why it cannot be used. */
  readonly now: { readonly version: string } | Problem
  readonly signOutUrl: string
  /** What works with it; empty where it could not be asked. */
  readonly prospects: readonly Prospect[]
  readonly said?: string | undefined
}

/** One application: is it there, what was registered, and with which values. */
export function ApplicationPage(props: ApplicationPageProps) {
  const { application, ours, now, signOutUrl, prospects, said } = props
  const { id, name } = application
  const { label } = kinds[application.kind]
  const reached = 'version' in now
  return (
    <>
      <Head
        title={reached ? `${name} answers` : `${name} cannot be used now`}
        crumbs={[{ label: 'Applications', href: '/admin/applications' }]}
        actions={
          <>
            <Button href={`/admin/applications/${id}?done=tested`}>Test connection</Button>
            <Button href={`/admin/applications/connect?again=${id}`}>Connect again</Button>
          </>
        }
      />
      {said && <Toast>{said}</Toast>}
      {!reached && (
        <Notice tone="bad" title={now.message}>
          {now.remedy}
        </Notice>
      )}
      <Part title="Application" beside={<Reachable reached={reached} />}>
        <Facts facts={factsOf(props)} />
      </Part>
      {prospects.length > 0 && (
        <Part title={`What works with this ${label}`}>
          <Prospects prospects={prospects} />
        </Part>
      )}
      <Part title={`What was registered in ${label}`}>
        <Stack>
          <p class="quiet">
            Under Administration, Authentication methods, in {label}. Connect again brings it back to these
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

function factsOf({ application, userName, way, now }: ApplicationPageProps) {
  const { baseUrl, straight, createdAt } = application
  const version = 'version' in now ? now.version : `${application.version} when it was connected`
  return [
    { label: 'Base URL', value: <Address>{baseUrl}</Address> },
    { label: 'Version', value: version },
    { label: rights[way].label, value: rights[way].says(userName) },
    { label: 'Connected', value: <When at={createdAt} /> },
    { label: 'Login form', value: straight ? <Straight baseUrl={baseUrl} /> : 'Shown, with our button' },
  ]
}

/** How we got our rights there. */
const rights: Readonly<Record<Way, { readonly label: string; says(userName: string): string }>> = {
  link: { label: 'Application link', says: (userName) => `Allowed by ${userName}` },
  password: { label: 'Administrator’s user name', says: (userName) => userName },
  session: { label: 'Administrator’s user name', says: (userName) => `${userName}, by a session` },
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
    { label: 'Name', value: 'Postern' },
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
