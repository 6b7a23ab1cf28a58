import {
  Button,
  Columns,
  ErrorSummary,
  type FieldError,
  Head,
  Row,
  Stack,
  type Step,
  Steps,
} from '@postern/kit/html'
import type { Web } from '@postern/kit/http'
import type { Child } from 'hono/jsx'
import { Shell } from '../administrators/shell.tsx'
import { StepForm } from './step-form.tsx'

export interface WizardPageProps {
  readonly web: Web
  /** Of the step, as the tutorial says it. */
  readonly title: string
  readonly lead: string
  /** What is being set up: the name of the connection or of its kind. */
  readonly of: string
  readonly steps: readonly Step[]
  /** Where the set-up is taken up: its first open step. */
  readonly begin: string
  readonly action: string
  readonly upload?: boolean
  readonly errors: readonly FieldError[]
  /** The step before, where there is one. */
  readonly back?: string | undefined
  /** *Next* or *Finish*. */
  readonly button: string
  /** *Back* keeps what was typed. Where that is not right yet, it is shown, and the next *Back* leaves it. */
  readonly saves?: boolean
  /** *Save and leave*: not before there is something to save. */
  readonly leave?: boolean
  readonly children?: Child
  /** Under the form: how to give it up. */
  readonly foot?: Child
}

/** One step of the set-up: the form, and at its right all steps with the answers given. */
export function WizardPage(props: WizardPageProps) {
  const { web, title, lead, of, steps, errors, back, button, children, foot } = props
  const at = steps.findIndex(({ state }) => state === 'here') + 1
  return (
    <Shell web={web} title={`${title} · Set up ${of}`} current="/admin/connections">
      <Head
        crumbs={[
          { label: 'Connections', href: '/admin/connections' },
          { label: `Set up ${of}`, href: props.begin },
        ]}
        title={title}
        lead={lead}
        step={`Step ${at} of ${steps.length}: set up ${of}`}
      />
      <Columns>
        <Stack gap="wide">
          <StepForm web={web} action={props.action} upload={props.upload === true}>
            <ErrorSummary errors={errors} />
            {children}
            <Row>
              <Button kind="primary">{button}</Button>
              {back && !props.saves && <Button href={back}>Back</Button>}
              {back && props.saves && errors.length === 0 && (
                <Button name="go" value="back" formnovalidate>
                  Back
                </Button>
              )}
              {back && props.saves && errors.length > 0 && <Button href={back}>Back without saving</Button>}
              {props.leave && (
                <Button name="go" value="leave" formnovalidate push>
                  Save and leave
                </Button>
              )}
            </Row>
          </StepForm>
          {foot}
        </Stack>
        <Steps steps={steps} after="Then: Known domains." />
      </Columns>
    </Shell>
  )
}
