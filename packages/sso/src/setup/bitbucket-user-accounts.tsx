import { Choices, Field, type FieldError } from '@postern/kit/html'
import type { Application } from '../applications/application.ts'
import { groupWords } from '../connections/group-list.tsx'
import { readGroups } from './groups.ts'
import { lookUpGroups } from './look-up.ts'
import { errorAt, type SetupStep } from './step.ts'

/** *Bitbucket user accounts*: what happens to somebody who has none, and which groups everybody gets. */
export const bitbucketUserAccounts: SetupStep = {
  id: 'bitbucket-user-accounts',
  label: 'Bitbucket user accounts',
  lead: () => 'What happens when somebody signs in who has no account in Bitbucket.',
  answer: ({ accounts }) =>
    [accounts.create ? 'Create users' : 'Users exist', groupWords(accounts)].filter(Boolean).join('; '),
  view: async (of) => {
    const { accounts, applicationId, setup, state } = of.connection
    const answered = state !== 'draft' || setup.includes('bitbucket-user-accounts')
    const typed: Typed = {
      create: answered ? yesOrNo(accounts.create) : '',
      groups: accounts.groups.join(', '),
      application: applicationId ?? '',
    }
    return <Fields typed={typed} applications={await of.ports.applications.list()} errors={[]} />
  },
  save: async (of, form) => {
    const applications = await of.ports.applications.list()
    const typed: Typed = {
      create: form.text('create'),
      groups: form.text('groups'),
      application: form.text('application') || (of.connection.applicationId ?? ''),
    }
    const application = chosen(typed, applications)
    const { groups, faults } = readGroups(typed.groups)
    const looked =
      faults.length > 0 ? { faults, lookedUp: false } : await lookUpGroups(of, application, groups)
    const errors = [
      ...createFaults(typed).map((message) => ({ id: 'create', message })),
      ...looked.faults.map((message) => ({ id: 'groups', message })),
    ]
    if (errors.length > 0) {
      const again = <Fields typed={typed} applications={applications} errors={errors} />
      return { again, errors, untouched: typed.create === '' && typed.groups.trim() === '' }
    }
    const { lookedUp } = looked
    const accounts = { create: typed.create === 'yes', groups, lookedUp: lookedUp || groups.length === 0 }
    return { changes: { accounts, ...(application ? { applicationId: application.id } : {}) } }
  },
}

interface Typed {
  readonly create: string
  readonly groups: string
  readonly application: string
}

const yesOrNo = (yes: boolean) => (yes ? 'yes' : 'no')

/** The one that was chosen; where there is only one, nothing is asked. */
function chosen(typed: Typed, applications: readonly Application[]): Application | undefined {
  const found = applications.find(({ id }) => id === typed.application)
  return found ?? (applications.length === 1 ? applications[0] : undefined)
}

const createFaults = ({ create }: Typed): readonly string[] =>
  create === 'yes' || create === 'no'
    ? []
    : ['Choose what happens to somebody who has no account in Bitbucket.']

interface FieldsProps {
  readonly typed: Typed
  readonly applications: readonly Application[]
  readonly errors: readonly FieldError[]
}

function Fields({ typed, applications, errors }: FieldsProps) {
  return (
    <>
      {applications.length > 1 && (
        <Field
          type="select"
          name="application"
          label="Application"
          hint="What people open by this connection; its groups are looked up."
          value={typed.application}
          width="middle"
          options={[
            { value: '', label: 'Not set' },
            ...applications.map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
      )}
      <Choices
        name="create"
        label="Somebody who has no account"
        type="radio"
        plain
        chosen={typed.create}
        error={errorAt(errors, 'create')}
        options={[
          {
            value: 'no',
            label: 'Users exist in Bitbucket already',
            hint: 'Somebody without an account is refused.',
          },
          {
            value: 'yes',
            label: "Create users in Bitbucket's internal Directory if needed",
            hint: 'At the first sign-in, with a random password that nobody keeps.',
          },
        ]}
      />
      <Field
        name="groups"
        label="Groups for users"
        hint={`Separated by comma. One of them must be allowed to use Bitbucket. ${lookUpWords(applications)}`}
        value={typed.groups}
        error={errorAt(errors, 'groups')}
        maxlength={4000}
        width="middle"
      />
    </>
  )
}

const lookUpWords = (applications: readonly Application[]) =>
  applications.length > 0
    ? 'Each is looked up there.'
    : 'No application is connected yet, so that they cannot be looked up.'
