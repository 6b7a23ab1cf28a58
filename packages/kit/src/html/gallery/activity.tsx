import {
  Button,
  Columns,
  Copy,
  Diff,
  Facts,
  Head,
  Part,
  Passage,
  Pill,
  Stack,
  Table,
  Timeline,
  ToDo,
  When,
} from '../index.ts'
import { Frame, now } from './frame.tsx'

const path = 'plugins/servlet/no.kantega.saml/sp'
const identifier = `https://sso.contoso.example/${path}/7f3a91c2/login`

const checks = [
  { check: 'audience', clause: 'Core 2.5.1.4', verdict: <Pill tone="bad">Refused</Pill> },
  { check: 'in-response-to', clause: 'Profiles 4.1.4.3', verdict: <Pill>Not judged</Pill> },
]

const Checks = () => (
  <Table
    label="Checks that did not pass"
    rows={checks}
    columns={[
      { head: 'Check', cell: (row) => <code>{row.check}</code> },
      { head: 'Clause', cell: (row) => row.clause },
      { head: 'Verdict', cell: (row) => row.verdict },
    ]}
  />
)

const time = (ms: number) => <When at={now - 330_000 + ms} show="exact time" />

const What = () => (
  <Timeline
    moments={[
      {
        title: 'Answer arrived',
        state: 'ok',
        at: time(0),
        says: 'Started by the identity provider, from My Apps. 6.1 KB by HTTP-POST.',
      },
      {
        title: 'Signature verified',
        state: 'ok',
        at: time(4),
        says: 'RSA-SHA256, with the trusted certificate that expires on 12 March 2029',
      },
      {
        title: '1 of 17 checks refused',
        state: 'bad',
        at: time(6),
        says: 'The audience differs. 14 passed, 2 were not judged because nobody asked for this answer.',
        more: { summary: 'Checks that did not pass', open: true, body: <Checks /> },
      },
      { title: 'Account in Bitbucket', state: 'off', says: 'Not reached. Nothing was created or changed.' },
    ]}
  />
)

export const stoppedWay = [
  { server: 'idp', name: 'Microsoft Entra ID', caption: 'password accepted 09:41:57', state: 'done' },
  { server: 'sso', name: 'Postern', caption: 'refused 09:41:58', state: 'stop' },
  { server: 'host', name: 'Bitbucket', caption: 'not reached', state: 'not' },
] as const

export const activity = () => (
  <Frame server="sso" title="Sign-in of B.Simon, refused" current="#activity">
    <Head
      title="B.Simon was stopped at Postern"
      lead="The answer of Microsoft Entra ID names a different service. Somebody set a test address as the default Identifier."
      crumbs={[{ label: 'Activity', href: '#activity' }]}
      actions={<Pill tone="bad">Refused</Pill>}
    />
    <div class="card">
      <Passage label="This sign-in" doors={stoppedWay} />
    </div>
    <Columns>
      <Stack gap="wide">
        <Part title="What differs" beside={<code class="small">audience-differs</code>}>
          <Diff
            expected={identifier}
            received={`https://bitbucket-test.contoso.example/${path}/01d2e6aa/login`}
          />
        </Part>
        <Part title="How to fix it">
          <ToDo
            items={[
              <>
                In Entra, open <b>Enterprise applications</b>, <b>Kantega SSO for Bitbucket</b>,{' '}
                <b>Single sign-on</b>, and edit <b>Basic SAML Configuration</b>.
              </>,
              <>
                Make this the default <b>Identifier (Entity ID)</b>:
                <Copy value={identifier} label="Identifier" />
              </>,
              'Ask B.Simon to try again, or send a test link.',
            ]}
          />
        </Part>
        <Part title="Timeline" beside={<When at={now} show="day" class="small" />}>
          <What />
        </Part>
      </Stack>
      <aside class="stack" aria-label="Facts">
        <Facts
          layout="over"
          facts={[
            { label: 'Reference', value: <b class="mono">K7M4-29QX</b> },
            { label: 'Person', value: <a href="#person">B.Simon@contoso.example</a> },
            { label: 'Connection', value: <a href="#connection">Microsoft Entra ID</a> },
            { label: 'Started', value: 'By the identity provider' },
            { label: 'Clock difference', value: '0.4 s, allowed 3 min' },
          ]}
        />
        <Button small full icon="download" href="#export">
          Export as JSON Lines
        </Button>
      </aside>
    </Columns>
  </Frame>
)
