import {
  Button,
  Columns,
  Csrf,
  ErrorSummary,
  Field,
  type FieldError,
  Icon,
  Initials,
  Lines,
  Notice,
  Pill,
  Row,
} from '@postern/kit/html'
import { errorAt } from '../frame/index.ts'
import type { AddOn } from './catalogue.ts'
import type { Progress } from './install.ts'
import { installationPath, installedPath, marketplacePath } from './paths.ts'

export interface EntryProps {
  readonly addOn: AddOn
  readonly progress: Progress | undefined
  readonly csrf: string
  readonly address: string
  readonly errors: readonly FieldError[]
  /** What was searched, so that a form that comes back shows the same page. */
  readonly searched: string
}

/** One add-on on *Find new add-ons*: what it is, what it may do, and the button. */
export function Entry(props: EntryProps) {
  const { addOn, progress, errors } = props
  return (
    <section class="card" aria-labelledby={`add-on-${addOn.key}`}>
      <div class="stack">
        <Row>
          <Initials name={addOn.name} />
          <h3 id={`add-on-${addOn.key}`}>{addOn.name}</h3>
          {progress?.finished && <Pill tone="ok">Installed</Pill>}
        </Row>
        <ErrorSummary errors={errors} title={errors.length > 0 ? 'Nothing was installed' : undefined} />
        <p>{addOn.about}</p>
        <Notice title="What this is.">{addOn.truth}</Notice>
        <Columns even>
          <div class="stack tight">
            <h4>Installing lets it</h4>
            <Marked icon="check" items={addOn.may} />
          </div>
          <div class="stack tight">
            <h4>What it never does</h4>
            <Marked icon="cross" items={addOn.never} />
          </div>
        </Columns>
        <p class="small">
          It asks for the permission System admin, as Bitbucket has none that is smaller for Authentication
          methods, and can do no more than the administrator who allows it. Uninstalling takes all of it back;
          accounts and groups stay.
        </p>
        {progress ? <Begun progress={progress} /> : <InstallForm {...props} />}
      </div>
    </section>
  )
}

function Marked({ icon, items }: { icon: 'check' | 'cross'; items: readonly string[] }) {
  return (
    <Lines
      items={items.map((item) => (
        <>
          <Icon name={icon} />
          <div>{item}</div>
        </>
      ))}
    />
  )
}

function InstallForm({ csrf, address, errors, searched }: EntryProps) {
  return (
    <form class="stack" method="post" action={`${marketplacePath}/install`}>
      <Csrf token={csrf} />
      <input type="hidden" name="q" value={searched} />
      <Field
        name="address"
        label="Address of the SSO service"
        type="url"
        hint="Where Postern runs: the address that stands in its own console."
        value={address}
        error={errorAt(errors, 'address')}
        autocomplete="off"
        maxlength={1_000}
        mono
        required
      />
      <div>
        <Button kind="primary">Install</Button>
      </div>
    </form>
  )
}

function Begun({ progress }: { progress: Progress }) {
  return progress.finished ? (
    <div>
      <Button kind="primary" href={installedPath}>
        Manage
      </Button>
    </div>
  ) : (
    <Notice
      tone="warn"
      title="Its installation is not finished."
      action={<Button href={installationPath}>Go on installing</Button>}
    />
  )
}
