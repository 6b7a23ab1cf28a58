import { Button, Copy, Csrf, Lines, Notice, Part, Row, Stack, When } from '@postern/kit/html'
import type { Connection } from '../connections/connection.ts'
import { path } from '../connections/words.ts'
import type { TrialLink } from './trial-links.ts'

export interface TrialPageProps {
  readonly connection: Connection
  readonly csrf: string
  readonly waiting: readonly TrialLink[]
  /** An address that was made just now: it is shown this once. */
  readonly made?: string | undefined
}

/** *Test sign-in*: by oneself, or by a link for somebody else. */
export function TrialPage({ connection, csrf, waiting, made }: TrialPageProps) {
  return (
    <Stack gap="wide">
      <form class="stack wide" method="post" action={path(connection, 'test')}>
        <Notice title="Nobody is let in.">
          No session begins and nothing is changed in Bitbucket. It works before known domains are saved. The
          identity provider is asked to check anew who you are.
        </Notice>
        <Row>
          <Button kind="primary">Test sign-in</Button>
          <Button href={path(connection)}>Cancel</Button>
        </Row>
        <Csrf token={csrf} />
      </form>
      <Part title="Let somebody else test">
        <p>
          Send a link to a person whose sign-in you cannot try yourself. It works once, within 24 hours, and
          what came of it is in Activity for you.
        </p>
        {made && (
          <Stack gap="tight">
            <p class="label">Send this link. It is not shown again.</p>
            <Copy value={made} label="test link" strong />
          </Stack>
        )}
        <form method="post" action={path(connection, 'test/links')}>
          <Csrf token={csrf} />
          <Button>Make a test link</Button>
        </form>
        {waiting.length > 0 && <Waiting connection={connection} csrf={csrf} waiting={waiting} />}
      </Part>
    </Stack>
  )
}

function Waiting({ connection, csrf, waiting }: Pick<TrialPageProps, 'connection' | 'csrf' | 'waiting'>) {
  return (
    <Lines
      items={waiting.map(({ digest, madeBy, madeAt, expiresAt }) => (
        <>
          <div>
            Made by {madeBy} <When at={madeAt} />
            <span class="small">
              Not used yet. Works until <When at={expiresAt} />
            </span>
          </div>
          <form method="post" action={path(connection, `test/links/${digest}/withdraw`)}>
            <Csrf token={csrf} />
            <Button small label={`Withdraw the link that ${madeBy} made`}>
              Withdraw
            </Button>
          </form>
        </>
      ))}
    />
  )
}
