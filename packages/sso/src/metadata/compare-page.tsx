import {
  Address,
  Button,
  Choice,
  Csrf,
  dayOf,
  ErrorSummary,
  type FieldError,
  Hidden,
  Notice,
  Part,
  Pill,
  Row,
  Stack,
  Table,
  type Tone,
} from '@postern/kit/html'
import type { Connection, IdentityProvider } from '../connections/connection.ts'
import { SigningCertificate } from '../connections/signing-certificate.tsx'
import { path } from '../connections/words.ts'
import type { ComparedCertificate, Comparison } from './compare.ts'

export interface ComparePageProps {
  readonly connection: Connection
  readonly read: IdentityProvider
  readonly comparison: Comparison
  /** Names what is compared, so that nothing else is taken in. */
  readonly compared: string
  /** SHA-256 of what is ticked. */
  readonly ticked: readonly string[]
  readonly errors: readonly FieldError[]
  readonly csrf: string
  readonly now: number
}

/** What an import would change beside what counts now, each certificate with its tick, and one button. */
export function ComparePage(props: ComparePageProps) {
  const { connection, comparison, errors, csrf, compared } = props
  const { addresses, certificates } = comparison
  return (
    <Stack gap="wide">
      <form class="stack wide" method="post" data-kept action={path(connection, 'compare')}>
        <ErrorSummary errors={errors} />
        {errors.length === 0 && (
          <Notice title={summaryOf(comparison)}>Nothing counts before you take it in.</Notice>
        )}
        <Csrf token={csrf} />
        <Hidden fields={{ compared }} />
        <Part title="Addresses">
          <Table
            label="Addresses"
            rows={addresses}
            columns={[
              { head: 'Address', cell: ({ label }) => label },
              { head: 'Where', cell: ({ location }) => <Address>{location}</Address> },
              { head: 'Binding', cell: ({ binding }) => binding.split(':').at(-1), wideOnly: true },
              { head: 'Change', cell: ({ standing }) => <Standing of={standing} /> },
            ]}
          />
          {connection.ssoLocation !== undefined && (
            <p class="small">
              People go on being sent to the SSO location that was typed here: {connection.ssoLocation}
            </p>
          )}
        </Part>
        {certificates.map((one, n) => (
          <Compared of={one} place={{ n: n + 1, of: certificates.length }} props={props} />
        ))}
        <Row>
          <Button kind="primary">Take it in</Button>
          <Button name="go" value="discard" formnovalidate>
            Discard this import
          </Button>
        </Row>
      </form>
    </Stack>
  )
}

const standings: Readonly<
  Record<Comparison['addresses'][number]['standing'], { word: string; tone?: Tone }>
> = { same: { word: 'Same' }, new: { word: 'New', tone: 'ok' }, gone: { word: 'Gone', tone: 'warn' } }

function Standing({ of }: { of: keyof typeof standings }) {
  const { word, tone } = standings[of]
  return <Pill tone={tone}>{word}</Pill>
}

function Compared(of: {
  of: ComparedCertificate
  place: { readonly n: number; readonly of: number }
  props: ComparePageProps
}) {
  const { place, props } = of
  const { certificate, standing } = of.of
  const { connection, ticked, errors, now } = props
  const id = `verified-${place.n}`
  return (
    <SigningCertificate
      certificate={certificate}
      place={place}
      preset={connection.preset}
      now={now}
      beside={<Standing of={standing} />}
    >
      <Choice
        name="verified"
        id={id}
        value={certificate.sha256}
        checked={ticked.includes(certificate.sha256)}
        label={standing === 'gone' ? 'Go on believing it' : 'This is what my identity provider shows'}
        hint={hintOf(of.of, now)}
        error={errors.find((error) => error.id === id)?.message}
      />
    </SigningCertificate>
  )
}

function hintOf({ certificate, standing }: ComparedCertificate, now: number): string | undefined {
  const { notAfter } = certificate
  if (standing === 'gone')
    return 'The new metadata does not show it. Untick it when the identity provider no longer signs with it.'
  if (notAfter < now) return `It ended on ${dayOf(notAfter)}.`
  return standing === 'new' ? 'Compare it with the screen of the identity provider, then tick it.' : undefined
}

function summaryOf({ addresses, certificates }: Comparison): string {
  const count = (
    of: readonly { readonly standing: string }[],
    standing: string,
    one: string,
    more: string,
  ) => {
    const { length } = of.filter((item) => item.standing === standing)
    return length === 0 ? [] : [`${length} ${length === 1 ? one : more} ${standing}`]
  }
  const parts = [
    ...count(certificates, 'new', 'certificate is', 'certificates are'),
    ...count(certificates, 'gone', 'certificate is', 'certificates are'),
    ...count(addresses, 'new', 'address is', 'addresses are'),
    ...count(addresses, 'gone', 'address is', 'addresses are'),
  ]
  return parts.length === 0 ? 'The new metadata says the same.' : `${parts.join(', ')}.`
}
