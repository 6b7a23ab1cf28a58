import { Button, Empty, Filter, Head, Hidden, Part, Table, TableLink } from '@postern/kit/html'
import type { Web } from '@postern/kit/http'
import { AdminPage } from '../console/frame.tsx'
import { applicationCrumbs, applicationsPath } from '../enterprise-applications/paths.ts'
import { inWizard, sameWay } from '../enterprise-applications/wizard.ts'
import type { Template } from '../gallery/template.ts'
import { ownTemplate } from '../gallery/templates.ts'
import type { Tenant } from '../tenant/tenant.ts'

export interface GalleryPageProps {
  readonly web: Web
  readonly tenant: Tenant
  readonly templates: readonly Template[]
  readonly search: string
}

/** *New application*: *Add from the gallery*, and *Create your own application*. */
export function GalleryPage(props: GalleryPageProps) {
  const { web, tenant, search } = props
  const own = (
    <Button href={sameWay(web, `${applicationsPath}/new/${ownTemplate.id}`)}>{ownTemplate.name}</Button>
  )
  return (
    <AdminPage web={web} tenant={tenant} title="New application" current={applicationsPath}>
      <Head
        crumbs={applicationCrumbs}
        title="New application"
        lead="Search for the application and select it. What is not in the gallery is created by its name."
        actions={own}
      />
      <Part title="Add from the gallery">
        <Filter label="Search application" value={search} live="templates" button="Search">
          {inWizard(web) && <Hidden fields={{ wizard: 'yes' }} />}
        </Filter>
        <Results {...props} />
      </Part>
    </AdminPage>
  )
}

function Results({ web, templates, search }: GalleryPageProps) {
  const path = `${applicationsPath}/new`
  return (
    <Table
      id="templates"
      label="Results"
      rows={templates}
      columns={[
        {
          head: 'Name',
          cell: (of) => (
            <TableLink href={sameWay(web, `${path}/${of.id}`)} under={of.description}>
              {of.name}
            </TableLink>
          ),
        },
        { head: 'Category', cell: (of) => of.category, wideOnly: true },
      ]}
      empty={
        <Empty
          title={`The gallery has nothing called “${search}”`}
          action={<Button href={sameWay(web, path)}>Show the whole gallery</Button>}
        >
          Names and descriptions were searched. Choose Create your own application to add it by its name.
        </Empty>
      }
    />
  )
}
