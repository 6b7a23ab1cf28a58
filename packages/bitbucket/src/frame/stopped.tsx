import { Button, Copy, Door, Facts, Stack, When } from '@postern/kit/html'
import type { Failure, Web } from '@postern/kit/http'
import { localPath, loginPath } from '../person/index.ts'

const titles: Readonly<Record<Failure['status'], string>> = {
  400: 'This cannot be used',
  403: 'This is not allowed',
  404: 'There is nothing here',
  409: 'This does not work now',
  429: 'Wait a little',
  500: 'Something went wrong here',
}

/** What a person sees of a failure: what happened, what to do, the reference for the help desk, the code. */
export function Stopped({ web, failure }: { web: Web; failure: Failure }) {
  const { code, problem, reference, status } = failure
  const signingIn = code.startsWith('sso-')
  const login = loginPath(localPath(web.req.query('next'), web.var.world.settings.publicUrl))
  return (
    <Door
      server="host"
      brand="Bitbucket"
      title={signingIn ? 'You are not logged in' : titles[status]}
      under={web.var.world.settings.publicUrl.host}
    >
      <Stack gap="tight">
        <p>
          {problem?.message ?? 'This is a fault of this server. Nothing was changed that you did not see.'}
        </p>
        <p>{problem?.remedy ?? 'Try again. If it happens again, give the help desk the reference below.'}</p>
      </Stack>
      <div class="field">
        <p class="label">Give the help desk this reference</p>
        <Copy value={reference} label="Copy reference" strong />
      </div>
      <Facts
        small
        facts={[
          { label: 'Code', value: <code>{code}</code> },
          { label: 'Time', value: <When at={web.var.now} /> },
        ]}
      />
      {signingIn ? (
        <Stack gap="tight">
          <Button kind="primary" full href={`${login}${login.includes('?') ? '&' : '?'}failed`}>
            Back to the log-in page
          </Button>
          {typeof problem?.facts.providerId === 'number' && (
            <Button full href={`/plugins/servlet/external-login/${problem.facts.providerId}?prompt=login`}>
              Log in as somebody else
            </Button>
          )}
        </Stack>
      ) : (
        <Button full href="/">
          Go to the home page
        </Button>
      )}
    </Door>
  )
}
