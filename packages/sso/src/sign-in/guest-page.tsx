import { Button, Copy, Csrf, Door } from '@postern/kit/html'
import type { Attempt } from '../activity/activity.ts'
import { told } from './words.ts'

/** What a test link opens. Nothing begins before the button: programs that look at links in letters use none up. */
export function GuestPage({ name, action, csrf }: { name: string; action: string; csrf: string }) {
  return (
    <Door server="sso" title="Test sign-in" brand="Postern" under={`by ${name}`}>
      <p>
        Somebody who looks after sign-in asks you to try yours. You sign in at {name} as you always do; then
        the test ends. You are not let in anywhere and nothing is changed.
      </p>
      <p>This link works once.</p>
      <form method="post" action={action}>
        <Csrf token={csrf} />
        <Button kind="primary" full>
          Start the test
        </Button>
      </form>
    </Door>
  )
}

/** What the person reads when the test has ended; the administrator reads every check in Activity. */
export function GuestDonePage({ attempt: { refusal, connection, reference } }: { attempt: Attempt }) {
  const who = connection?.name ?? 'The identity provider'
  return (
    <Door server="sso" title="The test is done" brand="Postern" foot="You can close this page.">
      <p>
        {refusal
          ? `You would not be let in. ${told(refusal.code, who).what}`
          : `${who} said who you are, and you would be let in.`}
      </p>
      <p>Nobody was signed in, and nothing was changed.</p>
      <div class="field">
        <p class="label">Give this reference to who sent you the link</p>
        <Copy value={reference} label="reference" strong />
      </div>
    </Door>
  )
}
