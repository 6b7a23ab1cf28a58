import { Copy, Facts, Head, Part, Source, When } from '@postern/kit/html'
import type { Web } from '@postern/kit/http'
import { AdminPage } from '../console/frame.tsx'
import type { Tenant } from '../tenant/tenant.ts'
import { monitoringCrumbs, OutcomePill } from './page.tsx'
import { signInLogsPath } from './paths.ts'
import type { SignInLog } from './sign-in-log.ts'

export interface SignInLogPageProps {
  readonly web: Web
  readonly tenant: Tenant
  readonly log: SignInLog
  /** Indented XML, redacted. */
  readonly request: string | undefined
  readonly response: string | undefined
}

/** One sign-in: what happened, who and where from, and its messages. */
export function SignInLogPage({ web, tenant, log, request, response }: SignInLogPageProps) {
  return (
    <AdminPage web={web} tenant={tenant} title="Sign-in" current={signInLogsPath}>
      <Head
        crumbs={[...monitoringCrumbs, { label: 'Sign-in logs', href: signInLogsPath }]}
        title={titleOf(log)}
        lead={log.reason}
        actions={<OutcomePill outcome={log.outcome} />}
      />
      <BasicInfo log={log} />
      <Part title="AuthnRequest">
        <Message xml={request} label="The AuthnRequest of the application" />
      </Part>
      <Part title="Response">
        <Message xml={response} label="The Response to the application" />
      </Part>
    </AdminPage>
  )
}

function titleOf({ outcome, userName = 'Somebody', application = 'My Apps' }: SignInLog): string {
  switch (outcome) {
    case 'Success':
      return `${userName} signed in to ${application}`
    case 'Failure':
      return `${userName} was not signed in to ${application}`
    case 'Interrupted':
      return `${userName} had more to do to sign in to ${application}`
  }
}

function BasicInfo({ log }: { log: SignInLog }) {
  const { userId, applicationId } = log
  return (
    <Part title="Basic info">
      <Facts
        facts={[
          { label: 'Date', value: <When at={log.at} /> },
          { label: 'Request ID', value: <Copy label="Request ID" value={log.id} /> },
          { label: 'Correlation ID', value: <Copy label="Correlation ID" value={log.correlationId} /> },
          log.code !== undefined && { label: 'Sign-in error code', value: <code>{log.code}</code> },
          {
            label: 'User',
            value: userId ? <a href={`/admin/users/${userId}`}>{log.userName}</a> : log.userName,
          },
          {
            label: 'Application',
            value: applicationId ? (
              <a href={`/admin/enterprise-applications/${applicationId}`}>{log.application}</a>
            ) : (
              (log.application ?? 'My Apps')
            ),
          },
          { label: 'Authentication requirement', value: log.factors },
          { label: 'IP address', value: log.address },
          { label: 'Browser', value: log.browser },
        ]}
      />
    </Part>
  )
}

function Message({ xml, label }: { xml: string | undefined; label: string }) {
  return xml === undefined ? (
    <p class="small">None was kept: there was none, or it was too large.</p>
  ) : (
    <Source text={xml} label={label} />
  )
}
