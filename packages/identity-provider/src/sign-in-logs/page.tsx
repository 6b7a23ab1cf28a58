import { Button, Empty, Filter, Head, Pill, Table, TableLink, When } from '@postern/kit/html'
import type { Web } from '@postern/kit/http'
import { AdminPage } from '../console/frame.tsx'
import { type Listed, ListPages } from '../paging.tsx'
import type { Tenant } from '../tenant/tenant.ts'
import { signInLogPath, signInLogsPath } from './paths.ts'
import { type Outcome, outcomes, type SignInLog } from './sign-in-log.ts'

export interface SignInLogsPageProps {
  readonly web: Web
  readonly tenant: Tenant
  readonly logs: Listed<SignInLog>
  readonly search: string
  readonly status: string
  readonly days: string
}

export const monitoringCrumbs = [{ label: 'Monitoring & health', href: signInLogsPath }]

/** *Sign-in logs*: every attempt, the latest first. */
export function SignInLogsPage({ web, tenant, logs, search, status, days }: SignInLogsPageProps) {
  return (
    <AdminPage web={web} tenant={tenant} title="Sign-in logs" current={signInLogsPath}>
      <Head
        title="Sign-in logs"
        lead="Every attempt of the last 30 days. Search for the Correlation ID that a person reads out."
      />
      <Filter
        label="Search by user name, application, code, address or id"
        value={search}
        live="logs"
        by={[
          {
            name: 'status',
            label: 'Status',
            value: status,
            options: [
              { value: '', label: 'Any status' },
              ...outcomes.map((outcome) => ({ value: outcome, label: outcome })),
            ],
          },
          {
            name: 'days',
            label: 'Date',
            value: days,
            options: [
              { value: '1', label: 'Last 24 hours' },
              { value: '7', label: 'Last 7 days' },
              { value: '30', label: 'Last 30 days' },
            ],
          },
        ]}
      />
      <div id="logs">
        <LogsTable rows={logs.rows} filtered={search !== '' || status !== '' || days !== '30'} />
        <ListPages web={web} of={logs} />
      </div>
    </AdminPage>
  )
}

function LogsTable({ rows, filtered }: { rows: readonly SignInLog[]; filtered: boolean }) {
  return (
    <Table
      label="Sign-ins"
      rows={rows}
      columns={[
        {
          head: 'Date',
          cell: (log) => (
            <TableLink href={signInLogPath(log.id)}>
              <When at={log.at} show="second" />
            </TableLink>
          ),
        },
        { head: 'Status', cell: (log) => <OutcomePill outcome={log.outcome} /> },
        { head: 'User', cell: (log) => log.userName ?? 'Nobody yet' },
        { head: 'Application', cell: (log) => log.application ?? 'My Apps', wideOnly: true },
        { head: 'Error code', cell: (log) => log.code && <code>{log.code}</code>, wideOnly: true },
        { head: 'IP address', cell: (log) => log.address, wideOnly: true },
      ]}
      empty={<None filtered={filtered} />}
    />
  )
}

export function OutcomePill({ outcome }: { outcome: Outcome }) {
  switch (outcome) {
    case 'Success':
      return <Pill tone="ok">Success</Pill>
    case 'Failure':
      return <Pill tone="bad">Failure</Pill>
    case 'Interrupted':
      return <Pill tone="warn">Interrupted</Pill>
  }
}

function None({ filtered }: { filtered: boolean }) {
  if (!filtered) return <Empty title="Nobody has tried to sign in yet">Each attempt is listed here.</Empty>
  return (
    <Empty title="No sign-in is like that" action={<Button href={signInLogsPath}>Show all sign-ins</Button>}>
      User names, applications, codes, addresses and ids of the chosen days were searched.
    </Empty>
  )
}
