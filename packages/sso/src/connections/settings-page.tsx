import {
  Button,
  Choice,
  Choices,
  Copy,
  Csrf,
  ErrorSummary,
  Field,
  type FieldError,
  Part,
  Pill,
  Row,
  Stack,
} from '@postern/kit/html'
import type { Legacy } from '@postern/saml'
import type { Application } from '../applications/application.ts'
import { requestSigningPath } from '../request-signing/page.tsx'
import { longestDelay, signedParts } from './choices.ts'
import { type Connection, logoutAddress } from './connection.ts'
import { legacyChoices } from './legacy.ts'
import { path } from './words.ts'

/** As typed. */
export interface TypedSettings {
  readonly application: string
  readonly forceAuthn: boolean
  readonly loginHint: boolean
  readonly signsRequests: boolean
  readonly signedPart: string
  readonly unsolicited: boolean
  readonly clockSkewSeconds: string
  readonly legacy: readonly Legacy[]
  readonly warned: string
  readonly delaySeconds: string
}

export interface SettingsFormProps {
  readonly connection: Connection
  readonly applications: readonly Application[]
  readonly csrf: string
  readonly typed: TypedSettings
  readonly errors: readonly FieldError[]
  /** Whether letters can be sent. */
  readonly mails: boolean
}

export function SettingsForm(props: SettingsFormProps) {
  const { connection, csrf, errors } = props
  return (
    <form class="stack wide" method="post" data-kept action={path(connection, 'settings')}>
      <ErrorSummary errors={errors} />
      <Csrf token={csrf} />
      <Where {...props} />
      <Asked {...props} />
      <Accepted {...props} />
      <OnTheWay {...props} />
      <Warned {...props} />
      <SigningOut connection={connection} />
      <Row>
        <Button kind="primary">Save</Button>
        <Button href={path(connection)}>Cancel</Button>
      </Row>
    </form>
  )
}

const errorOf = (errors: readonly FieldError[], id: string) =>
  errors
    .filter((error) => error.id === id)
    .map(({ message }) => message)
    .join(' ') || undefined

function Where({ applications, typed, errors }: SettingsFormProps) {
  return (
    <Field
      type="select"
      name="application"
      label="Application"
      hint={
        applications.length === 0 ? 'None is connected yet: see Applications.' : 'What people open by it.'
      }
      value={typed.application}
      error={errorOf(errors, 'application')}
      width="middle"
      options={[
        { value: '', label: 'Not set' },
        ...applications.map(({ id, name }) => ({ value: id, label: name })),
      ]}
    />
  )
}

function Asked({ typed }: SettingsFormProps) {
  return (
    <Part title="What is asked">
      <Stack>
        <Choice
          name="forceAuthn"
          checked={typed.forceAuthn}
          label="Everybody signs in anew (ForceAuthn)"
          hint="Also who has a session at the identity provider. An answer from before the question is refused."
        />
        <Choice
          name="loginHint"
          checked={typed.loginHint}
          label="Tell the identity provider the address that was typed (login_hint)"
          hint="So that nobody types it twice."
        />
        <Choice
          name="signsRequests"
          checked={typed.signsRequests}
          label="Sign the requests"
          hint={
            <>
              With the key of <a href={requestSigningPath}>Request signing</a>, whose certificate then stands
              in the metadata of this service. Give it to the identity provider before it demands signatures.
            </>
          }
        />
      </Stack>
    </Part>
  )
}

function Accepted({ typed, errors }: SettingsFormProps) {
  return (
    <Part title="What is accepted">
      <Stack>
        <Choices
          name="signedPart"
          label="What must be signed"
          type="radio"
          plain
          chosen={typed.signedPart}
          error={errorOf(errors, 'signedPart')}
          hint="What is read is always signed. This only refuses an identity provider that signs otherwise."
          options={signedParts}
        />
        <Choice
          name="unsolicited"
          checked={typed.unsolicited}
          label="Accept sign-in that the identity provider starts"
          hint="As from a tile in My Apps. Without it, every sign-in must start here or in the application."
        />
        <Field
          name="clockSkewSeconds"
          type="number"
          min={0}
          max={300}
          label="Clock difference allowed, in seconds"
          hint="180 unless you know better; 300 at the most."
          value={typed.clockSkewSeconds}
          error={errorOf(errors, 'clockSkewSeconds')}
          width="short"
        />
        <Choices
          name="legacy"
          label={
            <>
              Legacy <Pill tone="bad">Weakens the proof</Pill>
            </>
          }
          type="checkbox"
          plain
          chosen={typed.legacy}
          hint="Each weakens the proof of who signs in. Turn one on only for an identity provider that cannot be changed."
          options={legacyChoices}
        />
      </Stack>
    </Part>
  )
}

function OnTheWay({ typed, errors }: SettingsFormProps) {
  return (
    <Part title="On the way">
      <Field
        name="delaySeconds"
        type="number"
        min={0}
        max={longestDelay}
        label="Seconds before people go on by themselves"
        hint="Where nothing was to choose: they see where they go, and may cancel. 0: they go at once."
        value={typed.delaySeconds}
        error={errorOf(errors, 'delaySeconds')}
        width="short"
      />
    </Part>
  )
}

function Warned({ typed, errors, mails }: SettingsFormProps) {
  const unsent = 'No mail server is set up (MAIL_SERVER and MAIL_FROM), so that none is sent yet.'
  return (
    <Part title="Before a certificate expires">
      <Field
        type="textarea"
        name="warned"
        label="Warn by mail"
        hint={`60, 30 and 7 days before. Up to five addresses, separated by comma or each on its own line. ${mails ? '' : unsent}`}
        rows={3}
        value={typed.warned}
        error={errorOf(errors, 'warned')}
        width="middle"
      />
    </Part>
  )
}

function SigningOut({ connection }: { readonly connection: Connection }) {
  return (
    <Part title="Signing out">
      <p>
        Enter it as <b>Logout URL</b> at the identity provider, if people who sign out there shall be signed
        out here, and the other way round.
      </p>
      <Copy value={logoutAddress(connection)} label="Logout URL" />
      {connection.preset !== 'microsoft-entra-id' && (
        <p class="quiet">
          What it asks is answered, signed with the key of <a href={requestSigningPath}>Request signing</a>.
          While there is no key, no answer is sent, and people stay on a page of this service.
        </p>
      )}
    </Part>
  )
}
