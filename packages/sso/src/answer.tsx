import { Button, Copy, Door, Facts, Head, Part, ToDo, When } from '@postern/kit/html'
import type { Answer, Failure, Web } from '@postern/kit/http'
import type { Activity } from './activity/store.ts'
import { Shell } from './administrators/shell.tsx'
import type { Applications } from './applications/store.ts'
import type { Connections } from './connections/store.ts'
import { StoppedPage } from './sign-in/stopped-page.tsx'
import { waysOn } from './sign-in/ways-on.ts'

interface Kept {
  readonly activity: Activity
  readonly connections: Connections
  readonly applications: Applications
}

/**
 * The page for every failure. An administrator reads cause, remedy and facts; everybody else code and reference, with
 * which an administrator finds the rest in Activity.
 */
export function answerTo(of: Kept): Answer {
  return async (web, failure) => {
    if (web.var.administrator)
      return web.html(<ForAdministrator web={web} failure={failure} />, failure.status)
    if (isSignIn(web.req.path)) return stopped(web, failure, of)
    return web.html(<ForPerson failure={failure} now={web.var.now} />, failure.status)
  }
}

/** A logout that fails is none. */
const isSignIn = (path: string) =>
  !path.endsWith('/logout') &&
  ['/plugins/servlet/', '/sign-in/', '/saml/'].some((beginning) => path.startsWith(beginning))

async function stopped(web: Web, failure: Failure, { activity, ...kept }: Kept) {
  const attempt = await activity.findByReference(failure.reference)
  const ways = await waysOn(attempt, kept)
  const { code, reference, status } = failure
  return web.html(
    <StoppedPage code={code} reference={reference} now={web.var.now} attempt={attempt} ways={ways} />,
    status,
  )
}

function ForPerson({ failure, now }: { failure: Failure; now: number }) {
  const { code, reference, problem, status } = failure
  const missing = status === 404
  return (
    <Door
      server="sso"
      title={missing ? 'There is no page here' : 'This did not work'}
      brand="Postern"
      foot="Give the reference to your help desk if it happens again."
    >
      <p>{problem?.message ?? 'The service failed. Nothing was changed by you.'}</p>
      {problem && <p>{problem.remedy}</p>}
      <Copy value={reference} label="reference" strong />
      <Facts
        small
        facts={[
          { label: 'Code', value: <code>{code}</code> },
          { label: 'Time', value: <When at={now} /> },
        ]}
      />
      <Button full href="/">
        Go to the start
      </Button>
    </Door>
  )
}

function ForAdministrator({ web, failure }: { web: Web; failure: Failure }) {
  const { code, reference, problem } = failure
  const facts = Object.entries(problem?.facts ?? {}).filter(([, value]) => value !== undefined)
  return (
    <Shell web={web} title="This did not work" current="">
      <Head
        title="This did not work"
        lead={problem?.message ?? 'The service failed: this is a bug of ours. Nothing more is known here.'}
      />
      <Part title="How to fix it">
        <ToDo items={[problem?.remedy ?? 'Look in the log for this reference.', <a href="/admin">Home</a>]} />
      </Part>
      <Part title="Facts">
        <Facts
          facts={[
            { label: 'Code', value: <code>{code}</code> },
            { label: 'Reference', value: <code>{reference}</code> },
            ...facts.map(([label, value]) => ({ label, value: <code>{String(value)}</code> })),
          ]}
        />
      </Part>
    </Shell>
  )
}
