import {
  Button,
  Choice,
  Choices,
  Copy,
  Csrf,
  ErrorSummary,
  Field,
  type FieldError,
  Head,
  Hidden,
  Notice,
  Part,
  Row,
  Stack,
} from '@postern/kit/html'
import type { Checked } from '../connectors/connector.ts'
import { type Way, wayLabels } from '../connectors/credential.ts'
import type { ApplicationKind, Prospect } from '../connectors/kind.ts'
import type { ConnectForm } from './connect-form.ts'
import type { TypedSecrets } from './kept-secrets.ts'
import { Prospects } from './prospects.tsx'

/** What *Test connection* found. */
export interface Tested {
  readonly found: Checked
  readonly prospects: readonly Prospect[]
}

export interface ConnectPageProps extends Pick<ApplicationKind, 'label' | 'words'> {
  readonly form: ConnectForm
  /** Secrets that were typed, sealed, and which of them there are. */
  readonly kept: string
  readonly holds: Readonly<Record<keyof TypedSecrets, boolean>>
  readonly tested: Tested | undefined
  readonly errors: readonly FieldError[]
  readonly csrf: string
  /** Our address that Bitbucket takes administrators back to. */
  readonly callback: string
}

interface PartProps extends Omit<ConnectPageProps, 'csrf'> {
  readonly error: (id: string) => string | undefined
}

const protocolsOf = (label: string) => [
  {
    value: 'openid',
    label: 'OpenID Connect (recommended)',
    hint: `${label} asks Postern itself, so it must reach this server.`,
  },
  {
    value: 'saml',
    label: 'SAML 2.0',
    hint: `Everything goes through the browser: for a ${label} that may not open connections to this server.`,
  },
]

/** *Connect Bitbucket*: where it is, how Postern gets its rights there, and a box. */
export function ConnectPage(props: ConnectPageProps) {
  const { label, words, form, kept, tested, errors, csrf } = props
  const error = (id: string) => errors.find((one) => one.id === id)?.message
  return (
    <>
      <Head
        title={`Connect ${label}`}
        lead={words.lead}
        crumbs={[{ label: 'Applications', href: '/admin/applications' }]}
      />
      {tested && <Found {...tested} />}
      <form method="post" action="/admin/applications/connect">
        <Csrf token={csrf} />
        <Hidden fields={hiddenIn(form, kept)} />
        <Stack gap="wide">
          <ErrorSummary
            errors={errors}
            title={errors.length === 1 ? `${label} is not connected` : undefined}
          />
          <Field
            name="baseUrl"
            label="Base URL"
            type="url"
            hint={words.baseUrl}
            value={form.baseUrl}
            error={error('baseUrl')}
            autocomplete="off"
            maxlength={1_000}
            mono
            required
          />
          <ByLink {...props} error={error} />
          <ByPassword {...props} error={error} />
          <Choices
            name="protocol"
            type="radio"
            label={`How ${label} learns who somebody is`}
            chosen={form.protocol}
            options={protocolsOf(label)}
          />
          <Choice
            name="straight"
            id="straight"
            checked={form.straight}
            label="Send people straight to sign-in"
            hint={words.straight}
          />
          <Row>
            <Button kind="primary">Connect {label}</Button>
            <Button name="test" value="yes">
              Test connection
            </Button>
            <Button href="/admin/applications">Back</Button>
          </Row>
        </Stack>
      </form>
    </>
  )
}

const hiddenIn = ({ kind, returnTo }: ConnectForm, kept: string) => ({
  kind,
  ...(returnTo === '' ? {} : { returnTo }),
  ...(kept === '' ? {} : { kept }),
})

function Found({ found, prospects }: Tested) {
  return (
    <Stack>
      <Notice tone="ok" title={`This is ${found.displayName} ${found.version}.`}>
        Nothing was changed, there or here.
      </Notice>
      <Part title={`What works with ${found.displayName} ${found.version}`}>
        <Prospects prospects={prospects} />
      </Part>
    </Stack>
  )
}

function ByLink({ words, form, holds, callback, error }: PartProps) {
  return (
    <section class="card stack" aria-label={wayLabels.link}>
      <WayChoice way="link" recommended words={words} form={form} />
      {form.clientId === '' && (
        <div class="field">
          <p class="hint">{words.linkSteps}</p>
          <Copy label="Redirect URL" value={callback} />
        </div>
      )}
      <Field
        name="clientId"
        label="Client ID"
        value={form.clientId}
        error={error('clientId')}
        autocomplete="off"
        maxlength={255}
        mono
      />
      <Field
        name="clientSecret"
        label="Client secret"
        type="password"
        hint={holds.clientSecret ? keptHint : words.linkSecret}
        error={error('clientSecret')}
        autocomplete="off"
        maxlength={255}
      />
    </section>
  )
}

type WayChoiceProps = Pick<PartProps, 'words' | 'form'> & {
  readonly way: Way
  readonly recommended?: boolean
}

function WayChoice({ way, words, form, recommended }: WayChoiceProps) {
  return (
    <Choice
      name="way"
      type="radio"
      value={way}
      checked={form.way === way}
      label={recommended ? `${wayLabels[way]} (recommended)` : wayLabels[way]}
      hint={words[way]}
    />
  )
}

const keptHint = 'Kept as it was typed before. Type another one to replace it.'

function ByPassword({ label, words, form, holds, error }: PartProps) {
  return (
    <section class="card stack" aria-label={wayLabels.password}>
      <WayChoice way="password" words={words} form={form} />
      <WayChoice way="session" words={words} form={form} />
      <Field
        name="userName"
        label="Administrator’s user name"
        hint={words.account}
        value={form.userName}
        error={error('userName')}
        autocomplete="off"
        maxlength={255}
        width="middle"
      />
      <Field
        name="password"
        label="Password"
        type="password"
        hint={holds.password ? keptHint : `Kept encrypted, and sent to ${label} only.`}
        error={error('password')}
        autocomplete="off"
        maxlength={1_000}
        width="middle"
      />
    </section>
  )
}
