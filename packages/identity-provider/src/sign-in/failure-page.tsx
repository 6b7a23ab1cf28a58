import { Button, Copy, Door, Facts, Stack } from '@postern/kit/html'
import { RefusedPage, type RefusedPageProps } from './refused-page.tsx'

/** Every error of this server as a page: a refused sign-in in its own form, all others in this one. */
export function FailurePage(props: RefusedPageProps) {
  const { tenant, failure, explanation } = props
  const { problem, code, reference } = failure
  if (explanation.application !== undefined || code.startsWith('AADSTS') || code === 'sign-in-expired') {
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
        {code === 'administrators-only' && (
          <Button kind="primary" full href="/sign-in?continue=%2Fadmin&other=yes">
            Sign in with another account
          </Button>
        )}
        <Button full href="/">
          Go to the home page
        </Button>
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
