import { Button, Copy, Door, Facts, Passage, Stack } from '@postern/kit/html'
import type { Failure } from '@postern/kit/http'
import type { Tenant } from '../tenant/tenant.ts'
import { doors } from './doors.ts'
import type { Explanation } from './explain.ts'

export interface RefusedPageProps {
  readonly tenant: Tenant
  readonly failure: Failure
  readonly explanation: Explanation
  readonly correlationId: string
  /** Epoch milliseconds. */
  readonly now: number
}

/** A sign-in that stopped here (entra.md 1.9): what happened, what to do, and what the help desk needs. */
export function RefusedPage(props: RefusedPageProps) {
  const { tenant, failure, explanation } = props
  const { problem, code } = failure
  return (
    <Door
      server="idp"
      title={titleOf(code)}
      brand={tenant.name}
      under={
        explanation.application && `${code === 'AADSTS50105' ? 'to' : 'to open'} ${explanation.application}`
      }
      passage={
        explanation.application && (
          <Passage label="Where it stopped" doors={doors(tenant, explanation, 'stop')} />
        )
      }
    >
      <Stack gap="tight">
        <p>{sentenceOf(code)}</p>
        {problem && <p>{problem.remedy}</p>}
        <p>Nothing was sent to the application.</p>
      </Stack>
      <Stack gap="tight">
        {explanation.other && (
          <Button kind="primary" full href={explanation.other}>
            Sign in with another account
          </Button>
        )}
        <Button full href="/my-apps">
          Go to My Apps
        </Button>
      </Stack>
      <ForTheHelpDesk {...props} />
    </Door>
  )
}

function ForTheHelpDesk({ failure, explanation, correlationId, now }: RefusedPageProps) {
  const { problem, code, reference } = failure
  const timestamp = new Date(now).toISOString().replace(/\.\d+Z$/, 'Z')
  const message = problem ? `${code}: ${problem.message}` : code
  return (
    <div class="field">
      <p class="label">For the help desk</p>
      <Facts
        layout="over"
        small
        facts={[
          explanation.account !== undefined && { label: 'Account', value: explanation.account },
          { label: 'Request Id', value: <Copy label="Request Id" value={reference} /> },
          { label: 'Correlation Id', value: <Copy label="Correlation Id" value={correlationId} /> },
          { label: 'Timestamp', value: <Copy label="Timestamp" value={timestamp} /> },
          { label: 'Message', value: <Copy label="Message" value={message} /> },
        ]}
      />
    </div>
  )
}

/** What stopped was a sign-out. */
const ofSignOut: ReadonlySet<string> = new Set([
  'AADSTS50061',
  'AADSTS50068',
  'AADSTS50070',
  'AADSTS50071',
  'AADSTS7500530',
])

function titleOf(code: string): string {
  if (ofSignOut.has(code)) return 'You were not signed out'
  return code === 'AADSTS50105' ? 'You have no access' : 'We could not sign you in'
}

function sentenceOf(code: string): string {
  if (ofSignOut.has(code)) {
    return 'The application asked for your sign-out in a way that cannot be followed. Sign out under My Apps.'
  }
  switch (code) {
    case 'AADSTS50105':
      return 'Your password is fine, and you are signed in. You are not assigned to this application, so it was not opened.'
    case 'AADSTS501241':
      return 'Your password is fine. What this application knows people by is not filled in for your account.'
    case 'AADSTS7000112':
      return 'An administrator has switched this application off.'
    case 'single-sign-on-disabled':
      return 'An administrator has switched single sign-on of this application off.'
    case 'AADSTS50196':
      return 'Your browser came here again and again. It may be an application that does not take the answer.'
    case 'sign-in-expired':
      return 'There is nothing left to finish here.'
    default:
      return 'Sorry, there is trouble with this sign-in. It is not your fault: the application and this directory do not agree on a setting.'
  }
}
