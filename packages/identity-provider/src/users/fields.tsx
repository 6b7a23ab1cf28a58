import { Choice, Field, type FieldError, Fold, Stack } from '@postern/kit/html'
import { attributeFields, type Section } from './attributes.ts'
import type { TypedProperties } from './properties.ts'
import { userTypes } from './user.ts'

export interface FieldsProps<T> {
  readonly typed: T
  readonly errors: readonly FieldError[]
}

/** The error of one field, if it has one. */
export const errorIn = (errors: readonly FieldError[], id: string): string | undefined =>
  errors.find((error) => error.id === id)?.message

export function DisplayNameField({ typed, errors }: FieldsProps<TypedProperties>) {
  return (
    <Field
      name="displayName"
      label="Display name"
      width="middle"
      value={typed.displayName}
      error={errorIn(errors, 'displayName')}
      autocomplete="off"
      required
    />
  )
}

/** What may stay empty. */
export function OptionalFields({ typed, errors }: FieldsProps<TypedProperties>) {
  const same = (name: 'givenName' | 'surname' | 'mail') => ({
    name,
    width: 'middle' as const,
    value: typed[name],
    error: errorIn(errors, name),
    autocomplete: 'off',
  })
  return (
    <Stack>
      <Field {...same('givenName')} label="First name" />
      <Field {...same('surname')} label="Last name" />
      <Field {...same('mail')} label="Email" type="email" hint="Left empty, no emailaddress claim is sent." />
      <AttributeFields section="basics" typed={typed} errors={errors} />
      <Field
        name="userType"
        label="User type"
        hint="A guest belongs to another organization."
        type="select"
        width="short"
        options={userTypes.map((type) => ({ value: type, label: type }))}
        value={typed.userType || 'Member'}
        error={errorIn(errors, 'userType')}
      />
      <Folded section="job and contact" title="Job and contact information" {...{ typed, errors }} />
      <Folded section="settings" title="Settings" {...{ typed, errors }} />
      <Folded section="on-premises" title="On-premises" {...{ typed, errors }} />
    </Stack>
  )
}

type SectionProps = FieldsProps<TypedProperties> & { readonly section: Section }

/** What claims can be made of, and most people do without: open where something is set. */
function Folded({ title, ...of }: SectionProps & { readonly title: string }) {
  const { typed, errors, section } = of
  const isOpen = attributeFields.some(
    (field) => field.section === section && (typed.attributes[field.name] || errorIn(errors, field.name)),
  )
  return (
    <Fold summary={title} open={isOpen}>
      <AttributeFields {...of} />
    </Fold>
  )
}

const AttributeFields = ({ typed, errors, section }: SectionProps) => (
  <>
    {attributeFields
      .filter((field) => field.section === section)
      .map(({ name, label, hint }) => (
        <Field
          name={name}
          label={label}
          hint={hint}
          width="middle"
          value={typed.attributes[name]}
          error={errorIn(errors, name)}
          autocomplete="off"
        />
      ))}
  </>
)

/** A generated password to be written down: hidden until *Show password* is ticked, without script. */
export function NewPasswordField({ typed, errors }: FieldsProps<{ readonly password: string }>) {
  return (
    <div class="secret">
      <Field
        name="password"
        label="Password"
        hint="Generated. Write it down, or type another one."
        width="middle"
        mono
        value={typed.password}
        error={errorIn(errors, 'password')}
        autocomplete="off"
        required
      />
      <Choice name="showPassword" label="Show password" />
    </div>
  )
}

/** Whether the password is good for one sign-in only. */
export const MustChange = ({ checked }: { checked: boolean }) => (
  <Choice
    name="mustChange"
    label="Password change at next sign-in"
    hint="The person chooses another password right after signing in with this one."
    checked={checked}
  />
)
