import { Address, Button, Card, Facts } from '@postern/kit/html'
import type { EnterpriseApplication } from '../enterprise-applications/application.ts'
import { configurationPath } from '../enterprise-applications/paths.ts'

/** Card 1: the addresses of the application. */
export function BasicConfigurationCard({ application }: { application: EnterpriseApplication }) {
  const { id, identifier, replyUrl, signOnUrl } = application
  const edit = (
    <Button small icon="edit" href={configurationPath(id)} label="Edit Basic SAML Configuration">
      Edit
    </Button>
  )
  return (
    <Card title="Basic SAML Configuration" beside={edit}>
      <Facts
        facts={[
          { label: 'Identifier (Entity ID)', value: identifier && <Address>{identifier}</Address> },
          { label: 'Reply URL', value: replyUrl && <Address>{replyUrl}</Address> },
          { label: 'Sign-on URL', value: signOnUrl ? <SignOnUrl url={signOnUrl} /> : <NoSignOnUrl /> },
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
