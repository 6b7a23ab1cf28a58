import { csrfToken } from '@postern/kit/form'
import {
  Button,
  Csrf,
  ErrorSummary,
  Field,
  Head,
  Lines,
  Part,
  Row,
  Stack,
  Toast,
  When,
} from '@postern/kit/html'
import type { Web } from '@postern/kit/http'
import { AdminPage } from '../console/frame.tsx'
import type { Tenant } from '../tenant/tenant.ts'
import type { Domain } from './store.ts'

export interface DomainsPageProps {
  readonly web: Web
  readonly tenant: Tenant
  readonly domains: readonly Domain[]
  readonly typed: string
  readonly error?: string | undefined
}

export function DomainsPage({ web, tenant, domains, typed, error }: DomainsPageProps) {
  return (
    <AdminPage web={web} tenant={tenant} title="Domains" current="/admin/domains">
      {web.req.query('done') === 'added' && <Toast>The domain was added.</Toast>}
      <Head
        crumbs={[{ label: 'Identity', href: '/admin' }]}
        title="Domains"
        lead="What may stand after the @ in a user principal name."
      />
      <Part title="Domains of this directory">
        <Lines
          items={domains.map((domain, place) => (
            <>
              <span>
                {domain.name} {place === 0 && <span class="small">Initial domain</span>}
              </span>
              <span class="push small">
                Added <When at={domain.addedAt} show="day" />
              </span>
            </>
          ))}
        />
      </Part>
      <AddDomain {...{ web, typed, error }} />
    </AdminPage>
  )
}

function AddDomain({ web, typed, error }: Pick<DomainsPageProps, 'web' | 'typed' | 'error'>) {
  return (
    <Part title="Add a domain">
      <form method="post" action="/admin/domains">
        <Csrf token={csrfToken(web)} />
        <Stack>
          <ErrorSummary errors={error === undefined ? [] : [{ id: 'name', message: error }]} />
          <Field
            name="name"
            label="Domain name"
            width="middle"
            value={typed}
            error={error}
            autocomplete="off"
            required
          />
          <Row>
            <Button>Add domain</Button>
          </Row>
        </Stack>
      </form>
    </Part>
  )
}
