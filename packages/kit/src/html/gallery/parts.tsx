import {
  Button,
  Choice,
  Columns,
  Copy,
  Danger,
  Diff,
  Empty,
  ErrorSummary,
  Field,
  FileDrop,
  Filter,
  Fold,
  Head,
  Lose,
  Menu,
  Notice,
  Pages,
  Part,
  Row,
  type Server,
  Source,
  Stack,
  Table,
  TableLink,
  Toast,
} from '../index.ts'
import { Frame } from './frame.tsx'

const lose = {
  title: 'Delete Northwind partners?',
  lead: '312 people sign in this way. From now on they cannot.',
  lost: [
    'Trust in 2 certificates',
    'The known domain northwind.example',
    'The links to 312 Bitbucket accounts. The accounts stay.',
  ],
  action: '/delete',
  csrf: 't',
  button: 'Delete Northwind partners',
  keep: { href: '#keep', label: 'Keep it' },
  confirm: 'Northwind partners',
}

const wrong = 'Leave out the @ in @contoso.example.'

const Form = () => (
  <form class="stack" method="post" data-kept>
    <ErrorSummary errors={[{ id: 'domains', message: wrong }]} />
    <Field
      name="domains"
      label="Known domains"
      hint="Separate with a comma. For example contoso.example, fabrikam.example"
      error={wrong}
      value="@contoso.example"
    />
    <Field name="name" label="Name" width="middle" value="Northwind partners" />
    <Field
      name="life"
      label="Longest session, in hours"
      type="number"
      width="short"
      value="8"
      min={1}
      max={24}
    />
    <Field
      name="outcome"
      label="New people"
      type="select"
      value="b"
      options={[
        { value: 'a', label: 'Create an account' },
        { value: 'b', label: 'Refuse' },
      ]}
    />
    <Field
      name="xml"
      label="Metadata XML"
      type="textarea"
      mono
      rows={4}
      value={'<EntityDescriptor\n  entityID="https://id.contoso.example/"/>'}
    />
    <FileDrop
      name="metadata"
      label="Metadata file"
      hint="XML, up to 512 KB"
      accept=".xml"
      largest={524_288}
      into="xml"
    />
    <Choice
      name="create"
      label="Create accounts for people who have none"
      hint="They join the groups named above."
      checked
    />
    <Fold summary="For older identity providers">
      <Choice name="sha1" label="Accept SHA-1 signatures" hint="Forged ones can be made." />
    </Fold>
    <Row>
      <Button kind="primary">Save</Button>
      <Menu label="New user" items={[{ label: 'Create new user', href: '#new' }]} />
      <Button kind="plain" href="#back">
        Back
      </Button>
    </Row>
  </form>
)

/** What a filter narrows: the part that is exchanged while one types. */
const people = ['Ada Park', 'B.Simon', 'Li Chen']

export const parts = (server: Server, q = '') => (
  <Frame server={server} title="Parts" current="#connections">
    <Head
      title="Parts"
      lead="The rarer parts, each in the state that is easiest to get wrong."
      crumbs={[{ label: 'Gallery', href: '#gallery' }]}
    />
    <Columns even>
      <Form />
      <Stack gap="wide">
        <Lose {...lose} />
        <Diff expected="https://sso.contoso.example" received="https://sso.contoso.example/" />
        <Diff expected="B.Simon@contoso.example" received="b.simon@contoso.example " />
        <Diff expected="2.0" />
        <Copy
          value="git clone https://bitbucket.contoso.example/scm/acme/storefront.git"
          label="clone command"
        />
      </Stack>
    </Columns>
    <Part title="People" beside={<span class="small">last 90 days</span>}>
      <Filter
        label="Search people"
        value={q}
        live="people"
        days={{}}
        by={[
          {
            name: 'outcome',
            label: 'Outcome',
            options: [
              { value: '', label: 'Every outcome' },
              { value: 'refused', label: 'Refused' },
            ],
          },
        ]}
      />
      <Table
        id="people"
        label="People"
        rows={people.filter((name) => name.toLowerCase().includes(q.toLowerCase()))}
        columns={[
          {
            head: 'Name',
            cell: (name) => (
              <TableLink href="#person" under="contoso.example">
                {name}
              </TableLink>
            ),
          },
          { head: 'Sign-ins', right: true, cell: () => 12 },
        ]}
        empty={
          <Empty title="Nobody by that name signed in" action={<Button href="?">Clear the filter</Button>}>
            We looked at 90 days and 4 connections. An unassigned person never reaches Postern.
          </Empty>
        }
      />
      <Pages says="1 to 3 of 312" later="#later" />
    </Part>
    <Part title="Nobody">
      <Empty title="No access tokens yet">Git asks for one in place of a password.</Empty>
    </Part>
    <Source
      label="A message"
      numbers
      text={'<Response ID="_a1">\n  <Issuer>https://id.contoso.example/</Issuer>\n</Response>\n'}
    />
    <Notice tone="bad" title="Bitbucket does not answer since 09:52.">
      People with an account still get in. 3 new accounts wait and are created when it is back.
    </Notice>
    <Notice title="This entry stands in for the marketplace.">
      Kantega did not make it and does not support it.
    </Notice>
    <Danger
      title="Delete Northwind partners"
      action={
        <Button kind="danger" href="#delete" dialog="ask">
          Delete Northwind partners
        </Button>
      }
    >
      People who sign in this way cannot any more. Their accounts stay.
    </Danger>
    <Lose {...lose} dialog="ask" />
    <Toast>Microsoft Entra ID is saved.</Toast>
  </Frame>
)
