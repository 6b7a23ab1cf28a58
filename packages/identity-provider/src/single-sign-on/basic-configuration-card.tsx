import { Address, Button, Card, Facts } from '@postern/kit/html'
import type { EnterpriseApplication } from '../enterprise-applications/application.ts'
import { configurationPath } from '../enterprise-applications/paths.ts'

/** Card 1: the addresses of the application. */
export function BasicConfigurationCard({ application }: { application: EnterpriseApplication }) {
  const { id, identifier, replyUrl, signOnUrl, relayState, logoutUrl } = application
  const edit = (
    <Button small icon="edit" href={configurationPath(id)} label="Edit Basic SAML Configuration">
      Edit
    </Button>
  )
  return (
    <Card title="Basic SAML Configuration" beside={edit}>
      <Facts
        facts={[
          {
            label: 'Identifier (Entity ID)',
            value: <Several first={identifier} more={application.furtherIdentifiers} />,
          },
          { label: 'Reply URL', value: <Several first={replyUrl} more={application.furtherReplyUrls} /> },
          { label: 'Sign-on URL', value: signOnUrl ? <SignOnUrl url={signOnUrl} /> : <NoSignOnUrl /> },
          { label: 'Relay State', value: relayState ? <Address>{relayState}</Address> : <NotSet /> },
          { label: 'Logout URL', value: logoutUrl ? <Address>{logoutUrl}</Address> : <NotSet /> },
        ]}
      />
    </Card>
  )
}

function SignOnUrl({ url }: { url: string }) {
  return (
    <>
      <Address>{url}</Address>
      <br />
      <span class="small">Set, so people start at the application (SP-initiated).</span>
    </>
  )
}

function NoSignOnUrl() {
  return <span class="small">Optional, not set: people start here (IdP-initiated).</span>
}

function NotSet() {
  return <span class="small">Optional, not set</span>
}

/** The default one, and those beside it; at most a few are shown. */
function Several({ first, more }: { first: string | undefined; more: readonly string[] }) {
  if (first === undefined) return <span class="small">Not set</span>
  const shown = more.slice(0, 5)
  return (
    <>
      <Address>{first}</Address>
      {shown.map((one) => (
        <>
          <br />
          <Address>{one}</Address>
        </>
      ))}
      {more.length > shown.length && (
        <>
          <br />
          <span class="small">and {more.length - shown.length} more</span>
        </>
      )}
    </>
  )
}
