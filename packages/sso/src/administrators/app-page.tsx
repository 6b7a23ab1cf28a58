import {
  Button,
  Copy,
  Csrf,
  ErrorSummary,
  Field,
  Head,
  Hidden,
  Numbered,
  Row,
  Stack,
} from '@postern/kit/html'
import { oneTimeUri, QrCode } from '@postern/kit/one-time-code'
import { profilePath } from './paths.ts'

const crumbs = [{ label: 'Your account', href: profilePath }]

export interface AppPageProps {
  readonly userName: string
  readonly secret: string
  /** The secret again, as only this server reads it: nothing is kept before the first code was right. */
  readonly sealed: string
  readonly host: string
  /** Whether there are recovery codes, which new ones replace. */
  readonly replaces: boolean
  readonly csrf: string
  readonly error?: string | undefined
}

/** The secret as a picture and as letters, and the first code. */
export function AppPage({ userName, secret, sealed, host, replaces, csrf, error }: AppPageProps) {
  const uri = oneTimeUri({ secret, issuer: `Postern ${host}`, account: userName })
  return (
    <>
      <Head
        crumbs={crumbs}
        title="Set up an authenticator app"
        lead={replaces && 'You get new recovery codes at the end. Those that you have stop working then.'}
      />
      <form method="post" action={`${profilePath}/app`}>
        <Stack>
          <ErrorSummary errors={error ? [{ id: 'code', message: error }] : []} />
          <Csrf token={csrf} />
          <Hidden fields={{ sealed }} />
          <Numbered
            items={[
              <Stack>
                <p>Add an account in the app, and let it read this picture:</p>
                <QrCode text={uri} says="The key for the authenticator app; it is written out below" />
                <p>Or type the key, by time, with six digits:</p>
                <Copy value={secret} label="key" />
              </Stack>,
              <Field
                name="code"
                label="Code"
                hint="The six digits that the app shows now."
                error={error}
                inputmode="numeric"
                autocomplete="one-time-code"
                maxlength={10}
                width="short"
                mono
                required
              />,
            ]}
          />
          <Row>
            <Button kind="primary">Turn it on</Button>
            <Button href={profilePath}>Cancel</Button>
          </Row>
        </Stack>
      </form>
    </>
  )
}

/** New recovery codes, on the one page that ever shows them. */
export function RecoveryCodesPage({ codes }: { readonly codes: readonly string[] }) {
  return (
    <>
      <Head
        crumbs={crumbs}
        title="Your recovery codes"
        lead="Each replaces the app or the passkey once. Print them or write them down now: they are not shown again."
      />
      <Copy value={codes.join(' ')} label="recovery codes" strong />
      <Row>
        <Button kind="primary" href={profilePath}>
          I have kept them
        </Button>
      </Row>
    </>
  )
}
