import { Choice, Choices, Field, type FieldError } from '@postern/kit/html'
import type { Application } from '../applications/application.ts'
import { groupWords } from '../connections/group-list.tsx'
import { GroupMarks, nobodyComesIn } from './group-marks.tsx'
import { readGroups } from './groups.ts'
import { type LookedUp, lookUpGroups } from './look-up.ts'
import { errorAt, type SetupStep, type StepContext } from './step.ts'

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
      anyway: false,
    }
    return fields(of, typed)
  },
  save: async (of, form) => {
    const typed: Typed = {
      create: form.text('create'),
      groups: form.text('groups'),
      application: form.text('application') || (of.connection.applicationId ?? ''),
      anyway: form.has('anyway'),
    }
    const { groups, faults } = readGroups(typed.groups)
    const asked = await askFor(of, typed, faults.length > 0 ? [] : groups)
    const errors = [
      ...createFaults(typed).map((message) => ({ id: 'create', message })),
      ...[...faults, ...asked.looked.faults].map((message) => ({ id: 'groups', message })),
    ]
    const name = asked.application?.name ?? 'Bitbucket'
    const nobody = nobodyComesIn({ create: typed.create, groups }, asked.looked, name)
    if (errors.length === 0 && nobody && !typed.anyway) errors.push({ id: 'groups', message: nobody })
    if (errors.length > 0) {
      const again = <Fields typed={typed} {...asked} errors={errors} asks={nobody !== undefined} />
      return { again, errors, untouched: typed.create === '' && typed.groups.trim() === '' }
    }
    const lookedUp = asked.looked.lookedUp || groups.length === 0
    const accounts = { create: typed.create === 'yes', groups, lookedUp }
    const { application } = asked
    return { changes: { accounts, ...(application ? { applicationId: application.id } : {}) } }
  },
}

/** The applications, the one that is meant, and what it says of the groups. */
async function askFor(of: StepContext, typed: Typed, groups: readonly string[]) {
  const applications = await of.ports.applications.list()
  const application = chosen(typed, applications)
  return { applications, application, looked: await lookUpGroups(of, application, groups) }
}

async function fields(of: StepContext, typed: Typed) {
  const asked = await askFor(of, typed, readGroups(typed.groups).groups)
  return <Fields typed={typed} {...asked} errors={[]} asks={false} />
}

interface Typed {
  readonly create: string
  readonly groups: string
  readonly application: string
  /** Goes on although the groups let nobody in. */
  readonly anyway: boolean
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
  readonly application: Application | undefined
  readonly looked: LookedUp
  readonly errors: readonly FieldError[]
  /** Whether to ask for *anyway*. */
  readonly asks: boolean
}

function Fields({ typed, applications, application, looked, errors, asks }: FieldsProps) {
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
      {(asks || typed.anyway) && (
        <Choice name="anyway" checked={typed.anyway} label="Go on although these groups may let nobody in" />
      )}
      <GroupMarks of={looked} application={application?.name ?? ''} />
    </>
  )
}

const lookUpWords = (applications: readonly Application[]) =>
  applications.length > 0
    ? 'Each is looked up there.'
    : 'No application is connected yet, so that they cannot be looked up.'
