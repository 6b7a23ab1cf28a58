import type { Tone } from '../index.ts'
import {
  Button,
  Columns,
  daysLeft,
  Head,
  Life,
  Lines,
  Notice,
  Part,
  Pill,
  Sparkline,
  Table,
  TableLink,
  When,
} from '../index.ts'
import { day, Frame, now } from './frame.tsx'

interface Row {
  readonly name: string
  readonly under: string
  readonly tone: Tone | undefined
  readonly health: string
  readonly ends: number
  readonly today: number
  readonly days: readonly number[]
}

const rows: readonly Row[] = [
  {
    name: 'Microsoft Entra ID',
    under: 'contoso.example and 2 more',
    tone: 'ok',
    health: 'Healthy',
    ends: 840,
    today: 412,
    days: [300, 340, 330, 90, 80, 350, 380, 372, 376, 340, 90, 84, 401, 412],
  },
  {
    name: 'Northwind partners',
    under: 'northwind.example',
    tone: 'warn',
    health: 'Expires soon',
    ends: 12,
    today: 37,
    days: [24, 29, 32, 8, 5, 33, 30, 35, 28, 39, 9, 5, 31, 37],
  },
  {
    name: 'Fabrikam contractors',
    under: 'fabrikam.example',
    tone: 'ok',
    health: 'Healthy',
    ends: 268,
    today: 18,
    days: [9, 12, 10, 3, 2, 12, 14, 12, 10, 16, 3, 2, 18, 14],
  },
  {
    name: 'Contoso AD FS',
    under: 'legacy.contoso.example',
    tone: undefined,
    health: 'Paused',
    ends: 412,
    today: 0,
    days: [9, 8, 9, 2, 2, 8, 6, 5, 4, 3, 0, 0, 0, 0],
  },
]

const signIns = [
  { name: 'Priya Natarajan', says: 'Microsoft Entra ID to Bitbucket', tone: 'ok', word: 'In' },
  { name: 'B.Simon', says: 'Audience differs, K7M4-29QX', tone: 'bad', word: 'Refused' },
  { name: 'Jonas Weber', says: 'Northwind partners to Bitbucket', tone: 'ok', word: 'In' },
] as const

export const home = () => (
  <Frame server="sso" title="Home" current="#home">
    <Head
      title="Sign-in is working"
      lead={
        <>
          467 people came in today through three connections. Three were refused, all for one reason:{' '}
          <a href="#audience">the audience differs</a>.
        </>
      }
      actions={
        <Button kind="primary" href="#add">
          Add identity provider
        </Button>
      }
    />
    <Notice
      tone="warn"
      title="Northwind partners signs with a certificate that expires on 5 December 2026."
      action={
        <Button small href="#compare">
          Compare certificates
        </Button>
      }
    >
      Their published metadata already holds the next one. Compare it and accept it before then.
    </Notice>
    <Part title="Connections" beside={<a href="#connections">All connections</a>}>
      <Table
        label="Connections"
        rows={rows}
        columns={[
          {
            head: 'Identity provider',
            cell: (row) => (
              <TableLink href="#one" under={row.under}>
                {row.name}
              </TableLink>
            ),
          },
          { head: 'Health', cell: (row) => <Pill tone={row.tone}>{row.health}</Pill> },
          { head: 'Certificate', wideOnly: true, cell: (row) => daysLeft(now + row.ends * day, now) },
          {
            head: 'Last 14 days',
            wideOnly: true,
            cell: (row) => <Sparkline values={row.days} says={`${row.today} today`} />,
          },
          { head: 'Today', right: true, wideOnly: true, cell: (row) => row.today },
          { head: 'Last sign-in', right: true, wideOnly: true, cell: () => <When at={now} show="time" /> },
        ]}
      />
    </Part>
    <Columns even>
      <Part title="Last sign-ins" beside={<a href="#activity">Activity</a>}>
        <Lines
          items={signIns.map((one, n) => (
            <>
              <When at={now - n * 131_000} show="time" class="small" />
              <div>
                <a href="#sign-in">
                  <b>{one.name}</b>
                </a>
                <span class="small">{one.says}</span>
              </div>
              <Pill tone={one.tone}>{one.word}</Pill>
            </>
          ))}
        />
      </Part>
      <Part title="Certificates expiring" beside={<a href="#certificates">All certificates</a>}>
        <Lines
          items={rows.slice(1).map((row) => (
            <div>
              <div class="row">
                <b>{row.name}</b>
                <span class="push small">{daysLeft(now + row.ends * day, now)}</span>
              </div>
              <Life bare notBefore={now - 90 * day} notAfter={now + row.ends * day} now={now} />
            </div>
          ))}
        />
      </Part>
    </Columns>
  </Frame>
)
