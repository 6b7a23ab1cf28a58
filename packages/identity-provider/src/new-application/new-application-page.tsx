import { csrfToken } from '@postern/kit/form'
import {
  Address,
  Button,
  Card,
  Csrf,
  ErrorSummary,
  Facts,
  Field,
  Head,
  Hidden,
  Row,
  Stack,
} from '@postern/kit/html'
import type { Web } from '@postern/kit/http'
import { AdminPage } from '../console/frame.tsx'
import { applicationCrumbs, applicationsPath } from '../enterprise-applications/paths.ts'
import { sameWay } from '../enterprise-applications/wizard.ts'
import type { Template } from '../gallery/template.ts'
import type { Tenant } from '../tenant/tenant.ts'

export interface NewApplicationPageProps {
  readonly web: Web
  readonly tenant: Tenant
  readonly template: Template
  readonly typed: string
  readonly error?: string | undefined
}

/** The panel of one template: what is known of it, its name here, and *Create*. */
export function NewApplicationPage(props: NewApplicationPageProps) {
  const { web, tenant, template } = props
  const back = { label: 'New application', href: sameWay(web, `${applicationsPath}/new`) }
  return (
    <AdminPage web={web} tenant={tenant} title={template.name} current={applicationsPath}>
      <Head crumbs={[...applicationCrumbs, back]} title={template.name} lead={template.description} />
      <Facts
        facts={[
          { label: 'Category', value: template.category },
          { label: 'Single sign-on', value: 'SAML 2.0, SP and IDP initiated' },
          template.pattern !== undefined && {
            label: 'Address pattern',
            value: <Address>{template.pattern}</Address>,
          },
        ]}
      />
      <NameForm {...props} />
    </AdminPage>
  )
}

function NameForm({ web, template, typed, error }: NewApplicationPageProps) {
  return (
    <Card title="Add the application" id="create">
      <form method="post" action={sameWay(web, applicationsPath)}>
        <Csrf token={csrfToken(web)} />
        <Hidden fields={{ template: template.id }} />
        <Stack>
          <ErrorSummary errors={error === undefined ? [] : [{ id: 'name', message: error }]} />
          <Field
            name="name"
            label="Name"
            hint="People see it on their tile."
            width="middle"
            value={typed}
            error={error}
            autocomplete="off"
            required
          />
          <Row>
            <Button kind="primary">Create</Button>
            <Button href={sameWay(web, `${applicationsPath}/new`)}>Cancel</Button>
          </Row>
        </Stack>
      </form>
    </Card>
  )
}
