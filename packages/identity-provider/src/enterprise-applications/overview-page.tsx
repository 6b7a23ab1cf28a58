import { Button, Facts, Notice, Part, Toast, When } from '@postern/kit/html'
import type { Web } from '@postern/kit/http'
import { templateOf } from '../gallery/templates.ts'
import type { Tenant } from '../tenant/tenant.ts'
import { type EnterpriseApplication, isConfigured } from './application.ts'
import { ApplicationPage } from './frame.tsx'
import { applicationPath, singleSignOnPath, usersAndGroupsPath } from './paths.ts'
import { wizardPath } from './wizard.ts'

export interface OverviewPageProps {
  readonly web: Web
  readonly tenant: Tenant
  readonly application: EnterpriseApplication
  /** Whether anybody is. */
  readonly isAssigned: boolean
}

export function OverviewPage({ web, tenant, application, isAssigned }: OverviewPageProps) {
  const { id, name } = application
  return (
    <ApplicationPage
      web={web}
      tenant={tenant}
      application={application}
      title={name}
      actions={<Button href={wizardPath(id)}>App Configuration Wizard</Button>}
      tab={applicationPath(id)}
    >
      {web.req.query('done') === 'created' && <Toast>{name} was added.</Toast>}
      <Next application={application} isAssigned={isAssigned} />
      <Part title="Properties">
        <Facts
          facts={[
            { label: 'Name', value: name },
            { label: 'Application ID', value: <code>{id}</code> },
            { label: 'From the gallery', value: templateOf(application.templateId).name },
            { label: 'Added', value: <When at={application.createdAt} /> },
            {
              label: 'Assignment required',
              value: application.assignmentRequired
                ? 'Yes: only who is assigned gets in'
                : 'No: everybody of this directory gets in',
            },
          ]}
        />
      </Part>
    </ApplicationPage>
  )
}

/** The one thing that is missing before people get in. */
function Next({ application, isAssigned }: Pick<OverviewPageProps, 'application' | 'isAssigned'>) {
  if (!isConfigured(application)) {
    return (
      <Notice
        tone="warn"
        title="Single sign-on is not set up yet."
        action={<Button href={singleSignOnPath(application.id)}>Set up single sign-on</Button>}
      >
        Exchange addresses and a certificate with the application.
      </Notice>
    )
  }
  return isAssigned || !application.assignmentRequired ? null : (
    <Notice
      tone="warn"
      title="Nobody is assigned yet."
      action={<Button href={usersAndGroupsPath(application.id)}>Assign users and groups</Button>}
    >
      Until somebody is, everybody is refused.
    </Notice>
  )
}
