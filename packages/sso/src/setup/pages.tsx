import { Button, ErrorSummary, type FieldError, Row, type Step } from '@postern/kit/html'
import type { Child } from 'hono/jsx'
import type { Connection } from '../connections/connection.ts'
import { ConnectionFrame } from '../connections/frame.tsx'
import { path } from '../connections/words.ts'
import { presetOf } from '../presets/presets.ts'
import { isDone, type SetupStep, type StepContext } from './step.ts'
import { StepForm } from './step-form.tsx'
import { stepPath, steps } from './steps.ts'
import { WizardPage } from './wizard-page.tsx'

interface Shown {
  readonly fields: Child
  readonly errors: readonly FieldError[]
}

/** The same fields in the frame of the wizard, or after Finish in that of the connection. */
export function stepPage(of: StepContext, step: SetupStep, shown: Shown) {
  const page = of.connection.state === 'draft' ? inWizard(of, step, shown) : afterFinish(of, step, shown)
  return of.web.html(page, shown.errors.length > 0 ? 400 : 200)
}

function inWizard({ web, connection }: StepContext, step: SetupStep, { fields, errors }: Shown) {
  const before = steps[steps.indexOf(step) - 1]
  return (
    <WizardPage
      web={web}
      title={step.label}
      lead={step.lead(connection)}
      of={connection.name}
      steps={wayOf(connection, step)}
      begin={path(connection, 'setup')}
      action={stepPath(connection, step)}
      upload={step.upload !== undefined}
      errors={errors}
      back={before && stepPath(connection, before)}
      button={step.id === 'finish' ? 'Finish' : 'Next'}
      leave={step.id !== 'finish'}
      saves={step.id !== 'finish'}
      foot={
        <p class="small">
          Not needed any more? <a href={path(connection, 'delete')}>Delete this draft</a>
        </p>
      }
    >
      {fields}
    </WizardPage>
  )
}

/** All steps as the list at the right shows them. Adding is the first: it happened before there was a connection. */
function wayOf(connection: Connection, here: SetupStep): readonly Step[] {
  const added: Step = {
    label: 'Add identity provider',
    state: 'done',
    answer: presetOf(connection.preset).label,
  }
  return [
    added,
    ...steps.map((step): Step => {
      const done = isDone(connection, step)
      return {
        label: step.label,
        state: step === here ? 'here' : done ? 'done' : 'ahead',
        href: done ? stepPath(connection, step) : undefined,
        answer: done && step !== here ? step.answer(connection) : undefined,
      }
    }),
  ]
}

function afterFinish({ web, connection }: StepContext, step: SetupStep, { fields, errors }: Shown) {
  const asks = step.id !== 'app-properties'
  return (
    <ConnectionFrame
      web={web}
      connection={connection}
      page={`setup/${step.id}`}
      title={step.label}
      lead={step.lead(connection)}
    >
      <StepForm web={web} action={stepPath(connection, step)} upload={step.upload !== undefined}>
        <ErrorSummary errors={errors} />
        {fields}
        {asks && (
          <Row>
            <Button kind="primary">Save</Button>
            <Button href={path(connection)}>Cancel</Button>
          </Row>
        )}
      </StepForm>
    </ConnectionFrame>
  )
}
