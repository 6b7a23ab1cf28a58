import {
  Button,
  Choice,
  Choices,
  Csrf,
  ErrorSummary,
  Field,
  type FieldError,
  Row,
  Stack,
} from '@postern/kit/html'
import type { Legacy } from '@postern/saml'
import type { Application } from '../applications/application.ts'
import type { Connection } from './connection.ts'
import { legacyChoices } from './legacy.ts'
import { path } from './words.ts'

/** As typed. */
export interface TypedSettings {
  readonly application: string
  readonly unsolicited: boolean
  readonly clockSkewSeconds: string
  readonly legacy: readonly Legacy[]
}

export interface SettingsFormProps {
  readonly connection: Connection
  readonly applications: readonly Application[]
  readonly csrf: string
  readonly typed: TypedSettings
  readonly errors: readonly FieldError[]
}

export function SettingsForm({ connection, applications, csrf, typed, errors }: SettingsFormProps) {
  const errorOf = (id: string) => errors.find((error) => error.id === id)?.message
  return (
    <form method="post" action={path(connection, 'settings')}>
      <Stack>
        <ErrorSummary errors={errors} />
        <Csrf token={csrf} />
        <Field
          type="select"
          name="application"
          label="Application"
          hint={
            applications.length === 0 ? 'None is connected yet: see Applications.' : 'What people open by it.'
          }
          value={typed.application}
          error={errorOf('application')}
          width="middle"
          options={[
            { value: '', label: 'Not set' },
            ...applications.map(({ id, name }) => ({ value: id, label: name })),
          ]}
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
          value={typed.clockSkewSeconds}
          error={errorOf('clockSkewSeconds')}
          width="short"
        />
        <Choices
          name="legacy"
          label="Legacy"
          type="checkbox"
          plain
          chosen={typed.legacy}
          hint="Each weakens the proof of who signs in. Turn one on only for an identity provider that cannot be changed."
          options={legacyChoices}
        />
        <Row>
          <Button kind="primary">Save</Button>
          <Button href={path(connection)}>Cancel</Button>
        </Row>
      </Stack>
    </form>
  )
}
