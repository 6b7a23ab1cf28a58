import { Button, Empty, Facts, Filter, Part, Row, Stack, When } from '@postern/kit/html'
import type { Web } from '@postern/kit/http'
import type { EnterpriseApplication } from '../enterprise-applications/application.ts'
import { ApplicationPage } from '../enterprise-applications/frame.tsx'
import { singleSignOnPath, testPath } from '../enterprise-applications/paths.ts'
import { signInLogPath } from '../sign-in-logs/paths.ts'
import type { SignInLog } from '../sign-in-logs/sign-in-log.ts'
import type { Tenant } from '../tenant/tenant.ts'
import type { Guidance } from './guidance.ts'

export interface ResolutionPageProps {
  readonly web: Web
  readonly tenant: Tenant
  readonly application: EnterpriseApplication
  /** What was typed. */
  readonly error: string
  /** The attempt that it is about: the one that was named, or the last that was refused. */
  readonly attempt: SignInLog | undefined
  readonly guidance: Guidance | undefined
}

/** *Get resolution guidance*: what an error means, and the screen on which it is mended. */
export function ResolutionPage(props: ResolutionPageProps) {
  const { web, tenant, application, error } = props
  return (
    <ApplicationPage
      {...{ web, tenant, application }}
      title="Get resolution guidance"
      lead="Paste the message of the error page, its code, its Request Id or its Correlation Id."
      tab={singleSignOnPath(application.id)}
    >
      <Stack gap="wide">
        <Filter
          name="error"
          label="What does the error look like?"
          value={error}
          button="Get resolution guidance"
        />
        <Answer {...props} />
      </Stack>
    </ApplicationPage>
  )
}

function Answer({ application, error, attempt, guidance }: ResolutionPageProps) {
  if (guidance) return <Guided of={guidance} attempt={attempt} />
  if (error !== '') {
    return (
      <Empty title="No code of ours is in this text">
        A message that begins otherwise comes from {application.name}: look for it there. Here a code begins
        with AADSTS.
      </Empty>
    )
  }
  return (
    <Empty
      title="No sign-in was refused in the last day"
      action={<Button href={testPath(application.id)}>Test this application</Button>}
    >
      A refusal of this application is explained here as soon as there is one.
    </Empty>
  )
}

function Guided({ of, attempt }: { of: Guidance; attempt: SignInLog | undefined }) {
  return (
    <Part title={of.code}>
      <Stack>
        {attempt && (
          <p class="quiet">
            The sign-in of {attempt.userName ?? 'somebody who was not signed in yet'},{' '}
            <When at={attempt.at} show="second" />.
          </p>
        )}
        <Facts
          layout="over"
          facts={[
            { label: 'What happened', value: of.cause },
            { label: 'How to fix it', value: of.remedy },
          ]}
        />
        <Row>
          {of.setting && (
            <Button kind="primary" href={of.setting.href}>
              Go to {of.setting.label}
            </Button>
          )}
          {attempt && <Button href={signInLogPath(attempt.id)}>Show this sign-in with its messages</Button>}
        </Row>
      </Stack>
    </Part>
  )
}
