import { csrfToken } from '@postern/kit/form'
import {
  Button,
  Csrf,
  Empty,
  ErrorSummary,
  Facts,
  Field,
  Filter,
  Head,
  Hidden,
  Row,
  Stack,
  Table,
  TableLink,
} from '@postern/kit/html'
import type { Web } from '@postern/kit/http'
import { AdminPage } from '../console/frame.tsx'
import type { Template } from '../gallery/template.ts'
import { ownTemplate } from '../gallery/templates.ts'
import type { Tenant } from '../tenant/tenant.ts'
import { applicationsCrumbs, applicationsPath } from './frame.tsx'

const crumbs = [...applicationsCrumbs, { label: 'Enterprise applications', href: applicationsPath }]

export interface GalleryPageProps {
  readonly web: Web
  readonly tenant: Tenant
  readonly templates: readonly Template[]
  readonly search: string
}

/** *New application* > *Add from the gallery*. */
export function GalleryPage({ web, tenant, templates, search }: GalleryPageProps) {
  const own = <Button href={`${applicationsPath}/new/${ownTemplate.id}`}>{ownTemplate.name}</Button>
  return (
    <AdminPage web={web} tenant={tenant} title="Add from the gallery" current={applicationsPath}>
      <Head crumbs={crumbs} title="Add from the gallery" actions={own} />
      <Filter label="Search the gallery" value={search} live="templates" button="Search" />
      <Table
        id="templates"
        label="Gallery"
        rows={templates}
        columns={[
          {
            head: 'Name',
            cell: (of) => (
              <TableLink href={`${applicationsPath}/new/${of.id}`} under={of.description}>
                {of.name}
              </TableLink>
            ),
          },
          { head: 'Category', cell: (of) => of.category, wideOnly: true },
        ]}
        empty={
          <Empty title={`The gallery has nothing called “${search}”`} action={own}>
            Names and descriptions were searched.
          </Empty>
        }
      />
    </AdminPage>
  )
}

export interface NewApplicationPageProps {
  readonly web: Web
  readonly tenant: Tenant
  readonly template: Template
  readonly typed: string
  readonly error?: string | undefined
}

/** The panel of one template: its name, and *Create*. */
export function NewApplicationPage(props: NewApplicationPageProps) {
  const { web, tenant, template } = props
  const cancel = `${applicationsPath}/new`
  return (
    <AdminPage web={web} tenant={tenant} title={template.name} current={applicationsPath}>
      <Head
        crumbs={[...crumbs, { label: 'Add from the gallery', href: cancel }]}
        title={template.name}
        lead={template.description}
      />
      <Facts
        facts={[
          { label: 'Category', value: template.category },
          { label: 'Single sign-on', value: 'SAML 2.0, started here or by the application' },
          template.pattern !== undefined && {
            label: 'Address pattern',
            value: <code>{template.pattern}</code>,
          },
        ]}
      />
      <NameForm {...props} />
    </AdminPage>
  )
}

function NameForm({ web, template, typed, error }: NewApplicationPageProps) {
  return (
    <form method="post" action={applicationsPath}>
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
          <Button href={`${applicationsPath}/new`}>Cancel</Button>
        </Row>
      </Stack>
    </form>
  )
}
