import { Choice, Field, type FieldError, Fold } from '@postern/kit/html'
import { errorAt } from '../frame/index.ts'
import type { ProviderSettings } from './provider.ts'

/** *Just-in-time user provisioning* of one identity provider, with what it does to groups said beforehand. */
export function JitFields(props: { settings: ProviderSettings; errors: readonly FieldError[] }) {
  const { settings, errors } = props
  const { jit } = settings
  const what = settings.protocol === 'saml' ? 'attribute' : 'claim of the ID token'
  const text = (name: string, label: string, value: string, hint: string) => (
    <Field
      name={name}
      label={label}
      value={value}
      hint={hint}
      error={errorAt(errors, name)}
      autocomplete="off"
    />
  )
  const wrong = errors.some(({ id }) => id.startsWith('mapping-'))
  return (
    <Fold summary="Just-in-time user provisioning" open={jit.userProvisioningEnabled || wrong}>
      <Choice
        name="user-provisioning-enabled"
        label="Create users on login"
        hint="At each log-in the user is made, or changed to what the identity provider says, and is taken out of every group that it does not name. A group that does not exist here is passed over."
        checked={jit.userProvisioningEnabled}
      />
      {text('mapping-display-name', 'Display name', jit.mappingDisplayName, `The ${what}, such as \${name}.`)}
      {text('mapping-email', 'Email', jit.mappingEmail, `The ${what}, such as \${email}.`)}
      {text('mapping-groups', 'Groups', jit.mappingGroups, `The name of the ${what}, such as groups.`)}
      {settings.protocol === 'openid' &&
        text(
          'additional-openid-scopes',
          'Additional scopes for provisioning',
          jit.additionalOpenidScopes.join(' '),
          'Separated by spaces.',
        )}
    </Fold>
  )
}
