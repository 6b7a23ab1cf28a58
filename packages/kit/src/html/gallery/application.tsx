import {
  Address,
  Button,
  Card,
  Copy,
  Facts,
  Fingerprint,
  Head,
  Life,
  Numbered,
  Pill,
  Tabs,
} from '../index.ts'
import { day, Frame, now } from './frame.tsx'

const replyUrl = 'https://sso.contoso.example/plugins/servlet/no.kantega.saml/sp/7f3a91c2/login'
const login = 'https://id.contoso.example/3c5e0a9b-7d41-4f26-9b1e-52a8c6f4d017/saml2'

const edit = (what: string) => (
  <Button small icon="edit" href="#edit" label={`Edit ${what}`}>
    Edit
  </Button>
)

const Certificates = () => (
  <Card title="SAML Certificates" beside={edit('SAML Certificates')}>
    <div class="cert">
      <Facts
        facts={[
          { label: 'Status', value: <Pill tone="ok">Active</Pill> },
          { label: 'Thumbprint', value: <Fingerprint value="A17C3F905E2B84D6C0917B3EF85A264DC19E70B3" /> },
          { label: 'Notification Email', value: 'it-security@contoso.example' },
          {
            label: 'App Federation Metadata Url',
            value: (
              <Copy
                value={`${login}/federationmetadata.xml?appid=9d7c1f2e`}
                label="App Federation Metadata Url"
              />
            ),
          },
        ]}
      />
      <Life notBefore={now - 1000 * day} notAfter={now + 40 * day} now={now} />
    </div>
  </Card>
)

export const application = () => (
  <Frame server="idp" title="Single sign-on · Kantega SSO for Bitbucket" current="#applications">
    <Head
      title="Set up single sign-on with SAML"
      lead="Fill in the cards from top to bottom. Each one is saved by itself."
      crumbs={[
        { label: 'Enterprise applications', href: '#applications' },
        { label: 'Kantega SSO for Bitbucket', href: '#application' },
      ]}
      actions={<Button href="#test">Test this application</Button>}
    />
    <Tabs
      label="Kantega SSO for Bitbucket"
      current="#sso"
      tabs={[
        { label: 'Overview', href: '#overview' },
        { label: 'Properties', href: '#properties' },
        { label: 'Users and groups', href: '#users' },
        { label: 'Single sign-on', href: '#sso' },
        { label: 'Sign-in logs', href: '#logs' },
      ]}
    />
    <Numbered
      items={[
        <Card title="Basic SAML Configuration" beside={edit('Basic SAML Configuration')}>
          <Facts
            facts={[
              { label: 'Identifier (Entity ID)', value: <Address>{replyUrl}</Address> },
              { label: 'Reply URL', value: <Address>{replyUrl}</Address> },
              { label: 'Relay State', value: undefined },
            ]}
          />
        </Card>,
        <Certificates />,
        <Card title="Set up Kantega SSO for Bitbucket">
          <p class="quiet">Give these to the application, or let it read the metadata.</p>
          <Facts facts={[{ label: 'Login URL', value: <Copy value={login} label="Login URL" /> }]} />
        </Card>,
      ]}
    />
  </Frame>
)
