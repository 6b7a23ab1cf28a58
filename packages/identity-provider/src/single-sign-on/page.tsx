import { Button, Card, Copy, Facts, Numbered, Toast } from '@postern/kit/html'
import { CertificatesCard, type CertificatesCardProps } from '../certificates/card.tsx'
import { ClaimsCard } from '../claims/card.tsx'
import type { ClaimsConfiguration } from '../claims/configuration.ts'
import { isConfigured } from '../enterprise-applications/application.ts'
import { ApplicationPage } from '../enterprise-applications/frame.tsx'
import { methodPath, singleSignOnPath, testPath } from '../enterprise-applications/paths.ts'
import { addressesOf } from '../tenant/tenant.ts'
import { BasicConfigurationCard } from './basic-configuration-card.tsx'
import { TestCard } from './test-card.tsx'

export interface SingleSignOnPageProps extends CertificatesCardProps {
  readonly claims: ClaimsConfiguration
  /** Whether the administrator who looks is assigned to the application. */
  readonly isTesterAssigned: boolean
}

const toasts: Readonly<Record<string, string>> = {
  saved: 'Basic SAML Configuration was saved.',
  selected: 'SAML was selected.',
}

/** *Set up single sign-on with SAML*: the cards from top to bottom. */
export function SingleSignOnPage(props: SingleSignOnPageProps) {
  const { web, tenant, application } = props
  const toast = toasts[web.req.query('done') ?? '']
  const test = <Button href={testPath(application.id)}>Test this application</Button>
  return (
    <ApplicationPage
      web={web}
      tenant={tenant}
      application={application}
      title="Set up single sign-on with SAML"
      lead="Fill in the cards from top to bottom. Each one is saved by itself."
      actions={
        <>
          <Button href={methodPath(application.id)}>Change single sign-on method</Button>
          {isConfigured(application) && test}
        </>
      }
      tab={singleSignOnPath(application.id)}
    >
      {toast !== undefined && <Toast>{toast}</Toast>}
      <Numbered
        items={[
          <BasicConfigurationCard application={application} />,
          <ClaimsCard id={application.id} claims={props.claims} />,
          <CertificatesCard {...props} />,
          <SetUpCard {...props} />,
          <TestCard {...props} />,
        ]}
      />
    </ApplicationPage>
  )
}

function SetUpCard({ web, tenant, application }: SingleSignOnPageProps) {
  const { login, entityId } = addressesOf(web.var.world.settings.publicUrl, tenant)
  const values = [
    { label: 'Login URL', value: login },
    { label: 'Microsoft Entra Identifier', value: entityId },
    { label: 'Logout URL', value: login },
  ]
  return (
    <Card title={`Set up ${application.name}`} id="set-up">
      <p class="quiet intro">Give these to the application, or let it read the metadata.</p>
      <Facts
        facts={values.map(({ label, value }) => ({ label, value: <Copy label={label} value={value} /> }))}
      />
    </Card>
  )
}
