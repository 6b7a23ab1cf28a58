import {
  Address,
  Button,
  Csrf,
  Empty,
  ErrorSummary,
  Field,
  Head,
  Notice,
  Numbered,
  Part,
  Pill,
  Row,
  Stack,
  Table,
  ToDo,
  When,
} from '@postern/kit/html'
import { breakGlassPath, enterPath } from './paths.ts'
import type { BreakGlassCode } from './store.ts'

export interface BreakGlassPageProps {
  readonly codes: readonly BreakGlassCode[]
  /** Where Bitbucket shows its own form, however sign-in is configured there. */
  readonly fallbacks: readonly { readonly name: string; readonly href: string }[]
  readonly origin: string
  readonly mayChange: boolean
  readonly owner: boolean
  readonly mailIsSetUp: boolean
  readonly csrf: string
  /** What the test of a code came to. */
  readonly tested?: { readonly says: string; readonly right: boolean } | undefined
}

export function BreakGlassPage(props: BreakGlassPageProps) {
  const left = props.codes.filter(({ used }) => !used)
  return (
    <>
      <Head
        title={left.length === 0 ? 'There are no break-glass codes' : leftWords(left.length)}
        lead="For the day when the identity provider does not answer and nobody has a password at hand. Keep them on paper, in a safe."
        actions={
          props.owner && (
            <Button kind={left.length === 0 ? 'primary' : undefined} href={`${breakGlassPath}/make`}>
              Make new codes
            </Button>
          )
        }
      />
      <Codes codes={props.codes} csrf={props.csrf} mayChange={props.mayChange} />
      {props.mayChange && left.length > 0 && <Test csrf={props.csrf} tested={props.tested} />}
      <WhenLost {...props} />
      {!props.mailIsSetUp && (
        <p class="quiet">
          The use of a code is shown on every page of the console. It is not sent by mail: MAIL_SERVER and
          MAIL_FROM are not set.
        </p>
      )}
    </>
  )
}

const leftWords = (n: number) => (n === 1 ? '1 break-glass code is left' : `${n} break-glass codes are left`)

function Codes({ codes, csrf, mayChange }: Pick<BreakGlassPageProps, 'codes' | 'csrf' | 'mayChange'>) {
  return (
    <Table
      label="Break-glass codes"
      rows={codes}
      empty={
        <Empty title="None was made yet">
          Without them, administrators who lose their passwords lock everybody out of this console.
        </Empty>
      }
      columns={[
        {
          head: 'Code',
          cell: ({ number, id }) => (
            <>
              {number}, begins with <code>{id}</code>
            </>
          ),
        },
        { head: 'State', cell: StateOf },
        { head: 'Made', cell: ({ madeAt }) => <When at={madeAt} show="short day" />, wideOnly: true },
        {
          head: 'Last tested',
          cell: ({ testedAt }) => (testedAt ? <When at={testedAt} /> : 'Never'),
          wideOnly: true,
        },
        {
          head: 'Alarm',
          cell: (one) => <Alarm of={one} csrf={csrf} mayChange={mayChange} />,
        },
      ]}
    />
  )
}

function StateOf({ used }: BreakGlassCode) {
  if (!used) return <Pill tone="ok">Unused</Pill>
  return (
    <>
      <Pill>Used</Pill>
      <small class="small">
        <When at={used.at} /> from {used.from}
      </small>
    </>
  )
}

function Alarm({ of, csrf, mayChange }: { of: BreakGlassCode; csrf: string; mayChange: boolean }) {
  if (!of.used) return 'None'
  if (of.acknowledged) return `Acknowledged by ${of.acknowledged.by}`
  if (!mayChange) return <Pill tone="bad">Open</Pill>
  return (
    <form method="post" action={`${breakGlassPath}/${of.id}/acknowledge`}>
      <Csrf token={csrf} />
      <Button small label={`Acknowledge the use of code ${of.number}`}>
        Acknowledge
      </Button>
    </form>
  )
}

function Test({ csrf, tested }: Pick<BreakGlassPageProps, 'csrf' | 'tested'>) {
  const error = tested && !tested.right ? tested.says : undefined
  return (
    <Part title="Test a code">
      <form method="post" action={`${breakGlassPath}/test`}>
        <Stack>
          <ErrorSummary
            errors={error ? [{ id: 'code', message: error }] : []}
            title="The code is not right"
          />
          {tested?.right && (
            <Notice tone="ok" title={tested.says}>
              It was not used up.
            </Notice>
          )}
          <Csrf token={csrf} />
          <Field
            name="code"
            label="Break-glass code"
            hint="Take one from the safe twice a year and type it here. It is not used up."
            error={error}
            autocomplete="off"
            maxlength={60}
            width="middle"
            mono
            required
          />
          <Row>
            <Button>Test the code</Button>
          </Row>
        </Stack>
      </form>
    </Part>
  )
}

function WhenLost({ fallbacks, origin }: BreakGlassPageProps) {
  return (
    <Part title="When single sign-on is down">
      <p>Print this together with the codes.</p>
      <ToDo
        items={[
          <>
            Into this console: open <Address>{`${origin}${enterPath}`}</Address> and type a code.
          </>,
          ...fallbacks.map(({ name, href }) => (
            <>
              Into {name}: open <Address>{href}</Address> and log in with the user name and password of an
              administrator of its internal directory. It works where <b>Enable authentication fallback</b> is
              on, under Authentication methods there: look today.
            </>
          )),
        ]}
      />
    </Part>
  )
}

/** The codes, on the one page that ever shows them. */
export function SheetPage({ codes, origin }: { readonly codes: readonly string[]; readonly origin: string }) {
  return (
    <>
      <Head
        crumbs={[{ label: 'Break-glass', href: breakGlassPath }]}
        title="Print this page now"
        lead="The codes are not shown again. Whoever has one has all rights here, for half an hour, once."
      />
      <Numbered items={codes.map((code) => <code>{code}</code>)} />
      <p>
        They are typed at <Address>{`${origin}${enterPath}`}</Address>.
      </p>
      <Row>
        <Button kind="primary" href={breakGlassPath}>
          I have printed them
        </Button>
      </Row>
    </>
  )
}
