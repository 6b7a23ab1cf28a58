import {
  Button,
  Csrf,
  ErrorSummary,
  Facts,
  Field,
  type FieldError,
  Fold,
  Notice,
  Part,
  Row,
  Stack,
} from '@postern/kit/html'
import type { Connection } from './connection.ts'
import { shownDomain } from './domains.ts'
import { path } from './words.ts'

/** What is typed to let an identity provider vouch for everybody. */
export const anyDomainWords = 'any domain'

export interface DomainsFormProps {
  readonly connection: Connection
  readonly csrf: string
  /** As typed. */
  readonly domains: string
  readonly any: string
  readonly public: string
  /** Of the domains, those at which anybody can have an address; to be confirmed by typing them. */
  readonly strangers: readonly string[]
  readonly errors: readonly FieldError[]
  /** Other connections that know one of its domains too. */
  readonly shared: readonly { readonly domain: string; readonly with: Connection }[]
}

/** *Known domains*: whom this identity provider may vouch for, and where a typed address leads. */
export function DomainsForm(props: DomainsFormProps) {
  const { connection, csrf, domains, any, errors, shared, strangers } = props
  const errorAt = (id: string) =>
    errors
      .filter((error) => error.id === id)
      .map(({ message }) => message)
      .join(' ') || undefined
  return (
    <Stack gap="wide">
      <form class="stack wide" method="post" data-kept action={path(connection, 'known-domains')}>
        <ErrorSummary errors={errors} />
        {connection.anyDomain && <AnyDomain connection={connection} />}
        <Field
          type="textarea"
          name="domains"
          label="Known domains"
          hint="As in contoso.example: what stands after the @. Several: separated by comma, or each on its own line. Subdomains are not included."
          rows={4}
          value={domains}
          error={errorAt('domains')}
          width="middle"
        />
        {strangers.length > 0 && (
          <Strangers domains={strangers} typed={props.public} error={errorAt('public')} />
        )}
        <Fold summary="Any domain" open={connection.anyDomain || any !== ''}>
          <p>
            Then {connection.name} may vouch for everybody, also for the administrators of Bitbucket. Only for
            an identity provider in which nobody else can make users.
          </p>
          <Field
            name="any"
            label={
              <>
                Type <code>{anyDomainWords}</code> to confirm
              </>
            }
            hint={connection.anyDomain ? 'Remove the words to end it.' : undefined}
            value={any}
            error={errorAt('any')}
            autocomplete="off"
            width="middle"
            maxlength={60}
          />
        </Fold>
        <Row>
          <Button kind="primary">Save</Button>
          <Button href={path(connection)}>Cancel</Button>
        </Row>
        <Csrf token={csrf} />
      </form>
      <Saved connection={connection} shared={shared} />
    </Stack>
  )
}

/** Asked before a domain of a mail service is saved. */
function Strangers(of: { domains: readonly string[]; typed: string; error: string | undefined }) {
  const [words, many] = [of.domains.join(' '), of.domains.length > 1]
  return (
    <Field
      name="public"
      label={
        <>
          Type <code>{words}</code> to confirm
        </>
      }
      hint={`Anybody can have an address at ${many ? 'these' : 'this'}. Whoever registers a name there that somebody had before comes in as that person.`}
      value={of.typed}
      error={of.error}
      autocomplete="off"
      width="middle"
      maxlength={600}
    />
  )
}

function AnyDomain({ connection }: { connection: Connection }) {
  return (
    <Notice tone="bad" title={`${connection.name} may vouch for people of any domain.`}>
      Whoever can make a user there can come in as anyone.
    </Notice>
  )
}

/** Each domain in both of its forms, and who else knows it. */
function Saved({ connection, shared }: Pick<DomainsFormProps, 'connection' | 'shared'>) {
  const { knownDomains } = connection
  const special = knownDomains.filter(
    (domain) => shownDomain(domain) !== domain || shared.some((one) => one.domain === domain),
  )
  if (special.length === 0) return null
  return (
    <Part title="Saved domains to look at">
      <Facts
        facts={special.map((domain) => ({
          label: <code>{shownDomain(domain)}</code>,
          value: <AlsoKnown by={shared.filter((one) => one.domain === domain).map((one) => one.with)} />,
        }))}
      />
    </Part>
  )
}

function AlsoKnown({ by }: { by: readonly Connection[] }) {
  if (by.length === 0) return <>The second form is the one that is compared: see that it is yours.</>
  return (
    <>
      Also known to{' '}
      {by.map((other, n) => (
        <>
          {n > 0 && ', '}
          <a href={path(other, 'known-domains')}>{other.name}</a>
        </>
      ))}
      . People of it choose how they sign in.
    </>
  )
}
