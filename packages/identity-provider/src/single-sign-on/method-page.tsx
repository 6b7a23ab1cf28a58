import { csrfToken } from '@postern/kit/form'
import { Button, Csrf, Facts, Pill } from '@postern/kit/html'
import type { Web } from '@postern/kit/http'
import type { EnterpriseApplication, SingleSignOnMethod } from '../enterprise-applications/application.ts'
import { ApplicationPage } from '../enterprise-applications/frame.tsx'
import { methodPath, singleSignOnPath } from '../enterprise-applications/paths.ts'
import { sameWay } from '../enterprise-applications/wizard.ts'
import type { Tenant } from '../tenant/tenant.ts'

export interface MethodPageProps {
  readonly web: Web
  readonly tenant: Tenant
  readonly application: EnterpriseApplication
}

interface Offer {
  readonly method: SingleSignOnMethod
  readonly name: string
  readonly says: string
}

const offered: readonly Offer[] = [
  {
    method: 'disabled',
    name: 'Disabled',
    says: 'Nobody signs in to the application from here. What was set up is kept.',
  },
  {
    method: 'saml',
    name: 'SAML',
    says: 'Rich and secure sign-in to applications that know SAML 2.0 (Security Assertion Markup Language).',
  },
]

/** Entra offers these too. They are named, so that nobody looks for them. */
const notOffered = [
  { name: 'Password-based', says: 'Not offered: passwords of other applications are not kept here.' },
  { name: 'Linked', says: 'Not offered: a tile here always signs in to its application.' },
]

/** *Select a single sign-on method*. */
export function MethodPage({ web, tenant, application }: MethodPageProps) {
  const { id, name, method = 'disabled' } = application
  return (
    <ApplicationPage
      web={web}
      tenant={tenant}
      application={application}
      title="Select a single sign-on method"
      lead={`How people sign in to ${name} with their account here.`}
      tab={singleSignOnPath(id)}
    >
      <form method="post" action={sameWay(web, methodPath(id))}>
        <Csrf token={csrfToken(web)} />
        <Facts
          facts={[
            ...offered.map((offer) => ({
              label: <Select offer={offer} />,
              value: offer.method === method ? <Chosen says={offer.says} /> : offer.says,
            })),
            ...notOffered.map(({ name, says }) => ({
              label: name,
              value: <span class="small">{says}</span>,
            })),
          ]}
        />
      </form>
    </ApplicationPage>
  )
}

const Select = ({ offer }: { offer: Offer }) => (
  <Button full name="method" value={offer.method} kind={offer.method === 'saml' ? 'primary' : undefined}>
    {offer.name}
  </Button>
)

const Chosen = ({ says }: { says: string }) => (
  <>
    <Pill>Selected</Pill> {says}
  </>
)
