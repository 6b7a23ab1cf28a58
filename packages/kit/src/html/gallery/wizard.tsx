import {
  Address,
  Branches,
  Button,
  CertificateCard,
  Columns,
  Facts,
  Field,
  FileDrop,
  Head,
  Part,
  Pill,
  Row,
  Steps,
} from '../index.ts'
import { day, Frame, now } from './frame.tsx'

const tenant = 'https://id.contoso.example/3c5e0a9b-7d41-4f26-9b1e-52a8c6f4d017/'

const url = (value: string, says: string) => (
  <>
    <Address>{value}</Address>
    <span class="small under">{says}</span>
  </>
)

const file = (
  <FileDrop
    name="file"
    label="Metadata file"
    accept=".xml"
    largest={524_288}
    read={{
      name: 'Kantega SSO for Bitbucket.xml',
      says: '5.2 KB, read at 09:31. The signature inside the file is valid.',
    }}
  />
)

export const wizard = () => (
  <Frame server="sso" title="Metadata import" current="#connections">
    <Head
      title="Metadata import"
      lead="The metadata file tells Postern where to send people and which certificate to trust. Nothing is live before you choose Finish."
      crumbs={[
        { label: 'Connections', href: '#connections' },
        { label: 'Set up Microsoft Entra ID', href: '#set-up' },
      ]}
      step="Step 4 of 8"
    />
    <Columns>
      <form class="stack wide" method="post" enctype="multipart/form-data">
        <Branches
          name="from"
          label="Where is the metadata?"
          chosen="file"
          options={[
            { value: 'file', label: 'Metadata file on my computer', fields: file },
            {
              value: 'address',
              label: 'Published address',
              hint: 'kept up to date',
              fields: <Field type="url" name="address" label="Published address" mono />,
            },
            {
              value: 'paste',
              label: 'Paste XML',
              fields: <Field type="textarea" name="xml" label="Metadata as text" mono />,
            },
          ]}
        />
        <Part title="What the file says" beside={<Pill tone="ok">Complete</Pill>}>
          <Facts
            layout="slim"
            facts={[
              { label: 'Entity ID', value: <Address>{tenant}</Address> },
              {
                label: 'Login URL',
                value: url(`${tenant}saml2`, 'HTTP-Redirect and HTTP-POST. Postern uses HTTP-Redirect.'),
              },
              { label: 'Logout URL', value: undefined },
            ]}
          />
        </Part>
        <CertificateCard
          title="Signing certificate"
          beside={<span class="small">1 of 1</span>}
          subject="CN=Contoso Federated SSO Certificate"
          sha256="4E9A6C1F0B7D3E825AC4917F60D2B85E1C7A39F4826B0DE5731F9CA8402EB6D7"
          sha1="A1:7C:3F:90:5E:2B:84:D6:C0:91:7B:3E:F8:5A:26:4D:C1:9E:70:B3"
          notBefore={now - 256 * day}
          notAfter={now + 840 * day}
          now={now}
        />
        <Row>
          <Button kind="primary">Next</Button>
          <Button href="#back">Back</Button>
          <a class="push" href="#leave">
            Save and leave
          </a>
        </Row>
      </form>
      <Steps
        after="Then: Known domains."
        steps={[
          { label: 'Add identity provider', state: 'done', href: '#1', answer: 'Microsoft Entra ID' },
          { label: 'Subscription level', state: 'done', href: '#2', answer: 'Basic' },
          { label: 'App properties', state: 'done', href: '#3', answer: 'Reached from outside' },
          { label: 'Metadata import', state: 'here' },
          { label: 'Name and SSO location', state: 'ahead' },
          { label: 'Signature verification', state: 'ahead' },
          { label: 'Bitbucket user accounts', state: 'ahead' },
          { label: 'Finish', state: 'ahead' },
        ]}
      />
    </Columns>
  </Frame>
)
