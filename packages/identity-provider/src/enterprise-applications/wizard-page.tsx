import { Button, Columns, Head, Part, Row, Steps, Toast } from '@postern/kit/html'
import type { Web } from '@postern/kit/http'
import { AdminPage } from '../console/frame.tsx'
import type { Tenant } from '../tenant/tenant.ts'
import type { EnterpriseApplication } from './application.ts'
import { applicationPath, applicationsCrumbs } from './paths.ts'
import { startPath } from './wizard.ts'
import { wizardSteps } from './wizard-steps.ts'

export interface WizardPageProps {
  readonly web: Web
  readonly tenant: Tenant
  readonly application: EnterpriseApplication
  /** Whether anybody is. */
  readonly isAssigned: boolean
}

const toasts: Readonly<Record<string, string>> = {
  created: 'The application was added.',
  saved: 'The step was saved.',
}

/** The *App Configuration Wizard* of one application: the step that is next, and all of them at the right. */
export function WizardPage({ web, tenant, application, isAssigned }: WizardPageProps) {
  const { id, name } = application
  const steps = wizardSteps(application, isAssigned)
  const next = steps.find((step) => !step.isDone)
  const toast = toasts[web.req.query('done') ?? '']
  const overview = applicationPath(id)
  return (
    <AdminPage web={web} tenant={tenant} title={`App Configuration Wizard · ${name}`} current={startPath}>
      {toast !== undefined && <Toast>{toast}</Toast>}
      <Head
        crumbs={[...applicationsCrumbs, { label: 'App Configuration Wizard', href: startPath }]}
        title={name}
        lead="One step after another. Leave at any time: what is saved stays, and this address leads back here."
      />
      <Columns>
        {next && (
          <Part title={next.label}>
            <p>{next.says}</p>
            <Row>
              <Button kind="primary" href={next.href}>
                {next.button}
              </Button>
              <Button href={overview}>Leave the wizard</Button>
            </Row>
          </Part>
        )}
        <Steps
          steps={[
            { label: 'Add the application', state: 'done', answer: name, href: overview },
            ...steps.map(({ label, isDone, href, answer }) => ({
              label,
              state: isDone
                ? ('done' as const)
                : label === next?.label
                  ? ('here' as const)
                  : ('ahead' as const),
              href,
              answer,
            })),
          ]}
        />
      </Columns>
    </AdminPage>
  )
}
