import { Button, Copy, Door, Facts, Stack } from '@postern/kit/html'
import { signInPath } from '../sessions/local-path.ts'
import { RefusedPage, type RefusedPageProps } from './refused-page.tsx'

/** Refused for the role of the account that is signed in: another account may have it. */
const administration: ReadonlySet<string> = new Set([
  'administrators-only',
  'role-needed',
  'administrator-protected',
])

const ofSignIn: ReadonlySet<string> = new Set(['sign-in-expired', 'single-sign-on-disabled'])

/** Only an administrator comes to these. */
const inConsole = (code: string) => administration.has(code) && code !== 'administrators-only'

/** Every error of this server as a page: a refused sign-in in its own form, all others in this one. */
export function FailurePage(props: RefusedPageProps) {
  const { tenant, failure, explanation } = props
  const { problem, code, reference } = failure
  if (explanation.application !== undefined || code.startsWith('AADSTS') || ofSignIn.has(code)) {
    return <RefusedPage {...props} />
  }
  return (
    <Door server="idp" title={titleOf(failure.status)} brand={tenant.name}>
      <Stack gap="tight">
        <p>{problem?.message ?? 'Something went wrong here. It is our fault, and it was written down.'}</p>
        <p>{problem?.remedy ?? 'Try again. If it stays so, give the help desk this reference.'}</p>
      </Stack>
      <Facts
        layout="over"
        small
        facts={[
          { label: 'Reference', value: <Copy label="Reference" value={reference} /> },
          { label: 'Code', value: <code>{code}</code> },
        ]}
      />
      <Stack gap="tight">
        {administration.has(code) && (
          <Button kind="primary" full href={`${signInPath('/admin')}&other=yes`}>
            Sign in with another account
          </Button>
        )}
        {inConsole(code) ? (
          <Button full href="/admin">
            Go to the admin center
          </Button>
        ) : (
          <Button full href="/">
            Go to the home page
          </Button>
        )}
      </Stack>
    </Door>
  )
}

function titleOf(status: number): string {
  switch (status) {
    case 404:
      return 'There is nothing here'
    case 403:
      return 'You may not do this'
    case 500:
      return 'Something went wrong'
    default:
      return 'This did not work'
  }
}
