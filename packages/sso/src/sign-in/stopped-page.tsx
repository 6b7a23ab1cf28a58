import { Button, Copy, Door, type DoorOnTheWay, Facts, Passage, Stack, When } from '@postern/kit/html'
import type { Attempt } from '../activity/activity.ts'
import { signatureVerified } from '../activity/moments.tsx'
import type { WaysOn } from './ways-on.ts'
import { told } from './words.ts'

export interface StoppedPageProps {
  readonly code: string
  readonly reference: string
  readonly now: number
  readonly attempt: Attempt | undefined
  readonly ways: WaysOn
}

/** *You are not signed in*: what happened, whose fault it is, what to do, reference and code. */
export function StoppedPage({ code, reference, now, attempt, ways }: StoppedPageProps) {
  const who = attempt?.connection?.name ?? 'The identity provider'
  const words = told(code, who)
  return (
    <Door
      server="sso"
      title="You are not signed in"
      brand="Postern"
      passage={attempt && <Passage label="Where it stopped" doors={doors(attempt)} />}
    >
      <Stack gap="tight">
        <p>{words.what}</p>
        <p>
          <b>{words.blame}</b> {words.advice}
        </p>
      </Stack>
      <div class="field">
        <p class="label">Give the help desk this reference</p>
        <p class="hint">It tells them what happened and how to fix it.</p>
        <Copy value={reference} label="reference" strong />
      </div>
      <Facts
        small
        facts={[
          { label: 'Code', value: <code>{code}</code> },
          { label: 'Time', value: <When at={now} /> },
          attempt?.person !== undefined && { label: 'Account', value: attempt.person },
        ]}
      />
      <Ways of={ways} again={words.again} />
    </Door>
  )
}

function Ways({ of: { again = '/', another, application }, again: helps }: { of: WaysOn; again: boolean }) {
  return (
    <Stack gap="tight">
      {helps && (
        <Button kind="primary" full href={again}>
          Start again
        </Button>
      )}
      {another && (
        <Button full href={another}>
          Sign in with another account
        </Button>
      )}
      {application ? (
        <Button full href={application.href}>
          Back to {application.name}
        </Button>
      ) : (
        !helps && (
          <Button full href="/">
            Back to sign-in
          </Button>
        )
      )}
    </Stack>
  )
}

function doors(attempt: Attempt): readonly DoorOnTheWay[] {
  const answered = attempt.timeline.some(({ title }) => title === signatureVerified)
  return [
    {
      server: 'idp',
      name: attempt.connection?.name ?? 'Identity provider',
      caption: answered ? 'knows you' : 'not heard',
      state: answered ? 'done' : 'not',
    },
    { server: 'sso', name: 'Postern', caption: 'stopped here', state: 'stop' },
    { server: 'host', name: attempt.application ?? 'Application', caption: 'not reached', state: 'not' },
  ]
}
