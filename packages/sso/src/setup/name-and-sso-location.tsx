import { Field, type FieldError } from '@postern/kit/html'
import { isSignInAddress } from '../connections/address.ts'
import { MetadataFacts } from '../connections/from-metadata.tsx'
import { ssoLocationOf } from '../connections/location.ts'
import { nameFaults } from '../connections/name.ts'
import { OddHosts } from '../connections/odd-hosts.tsx'
import { errorAt, type SetupStep, type StepContext } from './step.ts'

/** *Name and SSO location*: what people see, and where they are sent to sign in. */
export const nameAndSsoLocation: SetupStep = {
  id: 'name-and-sso-location',
  label: 'Name and SSO location',
  needsMetadata: true,
  lead: () => 'What people see when they choose how to sign in, and where they type their password.',
  answer: ({ name }) => name,
  view: async (of) => {
    const typed = { name: of.connection.name, location: ssoLocationOf(of.connection) }
    return <Fields of={of} typed={typed} errors={[]} />
  },
  save: async (of, form) => {
    const typed = { name: form.text('name').trim(), location: form.text('location').trim() }
    const others = (await of.ports.connections.list()).filter(({ id }) => id !== of.connection.id)
    const errors = [
      ...nameFaults(typed.name, others).map((message) => ({ id: 'name', message })),
      ...locationFaults(typed.location).map((message) => ({ id: 'location', message })),
    ]
    if (errors.length > 0) return { again: <Fields of={of} typed={typed} errors={errors} />, errors }
    const { ssoLocation: _, ...asImported } = of.connection
    const isMetadata = typed.location === ssoLocationOf(asImported)
    return { changes: { name: typed.name, ssoLocation: isMetadata ? null : typed.location } }
  },
}

function locationFaults(location: string): readonly string[] {
  if (isSignInAddress(location)) return []
  return [
    'Enter SSO location as an address that begins with https://, as Login URL of the identity provider does.',
  ]
}

interface FieldsProps {
  readonly of: StepContext
  readonly typed: { readonly name: string; readonly location: string }
  readonly errors: readonly FieldError[]
}

function Fields({ of, typed, errors }: FieldsProps) {
  const { identityProvider } = of.connection
  return (
    <>
      <OddHosts connection={of.connection} location={typed.location} />
      <Field
        name="name"
        label="Identity provider name"
        hint="Such as Microsoft Entra ID. It can be changed later."
        value={typed.name}
        error={errorAt(errors, 'name')}
        maxlength={60}
        width="middle"
        required
      />
      <Field
        type="url"
        name="location"
        label="SSO location"
        hint="From the metadata, where it is called Login URL. Change it only if your identity provider says so."
        value={typed.location}
        error={errorAt(errors, 'location')}
        maxlength={2000}
        mono
        required
      />
      {identityProvider && <MetadataFacts of={identityProvider} />}
    </>
  )
}
