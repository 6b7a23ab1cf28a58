import { csrfToken } from '@postern/kit/form'
import {
  Button,
  Csrf,
  ErrorSummary,
  Facts,
  FileDrop,
  Head,
  Notice,
  Part,
  Row,
  Stack,
  Table,
  When,
} from '@postern/kit/html'
import type { Web } from '@postern/kit/http'
import { AdminPage } from '../console/frame.tsx'
import { type Listed, ListPages } from '../paging.tsx'
import type { Tenant } from '../tenant/tenant.ts'
import { userCrumbs, usersPath } from '../users/paths.ts'
import { mostLines } from './parse.ts'
import { bulkPath, bulkTemplatePath, importPath } from './paths.ts'
import type { BulkImport, Fault } from './store.ts'

interface Props {
  readonly web: Web
  readonly tenant: Tenant
}

export const largestFile = 32 * 1024 * 1024

/** *Bulk create*: a file, which is only looked at. */
export function UploadPage({ web, tenant, error }: Props & { readonly error: string | undefined }) {
  const errors = error === undefined ? [] : [{ id: 'file', message: error }]
  return (
    <AdminPage web={web} tenant={tenant} title="Bulk create" current={usersPath}>
      <Head
        crumbs={userCrumbs}
        title="Bulk create"
        lead="Create users from a CSV file. It is checked first, line by line; nobody is created before you confirm."
        actions={
          <Button href={bulkTemplatePath} icon="download" download="users.csv">
            Download template
          </Button>
        }
      />
      <form method="post" action={bulkPath} enctype="multipart/form-data">
        <Csrf token={csrfToken(web)} />
        <Stack>
          <ErrorSummary errors={errors} />
          <FileDrop
            name="file"
            label="CSV file"
            accept=".csv,.txt"
            largest={largestFile}
            error={error}
            hint={`At most ${mostLines.toLocaleString('en')} lines and 32 MB. Each person changes the initial password at the first sign-in.`}
          />
          <Row>
            <Button kind="primary">Check the file</Button>
            <Button href={usersPath}>Cancel</Button>
          </Row>
        </Stack>
      </form>
    </AdminPage>
  )
}

const number = (of: number) => of.toLocaleString('en')
const usersOf = (count: number) => (count === 1 ? 'one user' : `${number(count)} users`)
const linesOf = (count: number) => (count === 1 ? 'One line' : `${number(count)} lines`)

export interface ImportPageProps extends Props {
  readonly of: BulkImport
  readonly faults: Listed<Fault>
}

/** One import: what would be done, what is being done, what was done; and every line that was not good. */
export function ImportPage({ web, tenant, of, faults }: ImportPageProps) {
  if (of.state === 'running' || of.state === 'reading') web.header('refresh', '3')
  return (
    <AdminPage web={web} tenant={tenant} title="Bulk create" current={usersPath}>
      <Head
        crumbs={[...userCrumbs, { label: 'Bulk create', href: bulkPath }]}
        title={titleOf(of)}
        lead={leadOf(of)}
      />
      <Part title="File">
        <Facts
          facts={[
            { label: 'Checked', value: <When at={of.createdAt} /> },
            { label: 'Read as', value: of.encoding },
            { label: 'Users to create', value: number(of.waiting) },
            { label: 'Bad lines', value: number(of.faults) },
          ]}
        />
        {of.encoding === 'Windows-1252' && (
          <Notice tone="warn" title="The file is not UTF-8">
            It was read as Windows-1252. Where names look wrong afterwards, save it as “CSV UTF-8” and upload
            it again.
          </Notice>
        )}
      </Part>
      {of.state === 'checked' && <Decision web={web} of={of} />}
      {of.faults > 0 && (
        <Part title="Bad lines">
          <Table
            label="Bad lines"
            rows={faults.rows}
            columns={[
              { head: 'Line', cell: (fault) => number(fault.number) },
              { head: 'What is wrong', cell: (fault) => fault.says },
            ]}
          />
          <ListPages web={web} of={faults} />
        </Part>
      )}
    </AdminPage>
  )
}

function Decision({ web, of }: { web: Web; of: BulkImport }) {
  const path = importPath(of.id)
  return (
    <form method="post" action={path}>
      <Csrf token={csrfToken(web)} />
      <Row>
        {of.waiting > 0 && <Button kind="primary">{`Create ${usersOf(of.waiting)}`}</Button>}
        <Button formaction={`${path}/discard`}>Discard the file</Button>
      </Row>
    </form>
  )
}

function titleOf({ state, waiting, faults }: BulkImport): string {
  switch (state) {
    case 'reading':
      return 'The file is being checked'
    case 'checked':
      return faults === 0 ? 'Every line is good' : `${linesOf(faults)} cannot be used`
    case 'running':
      return `Users are being created: ${number(waiting)} to go`
    case 'done':
      return 'The users were created'
  }
}

function leadOf({ state, waiting, faults }: BulkImport): string {
  switch (state) {
    case 'reading':
      return 'Nobody is created before you confirm.'
    case 'checked':
      return waiting === 0
        ? 'Nobody was created. Correct the lines in the file, and upload it again.'
        : `Nobody was created yet. ${faults === 0 ? '' : 'Bad lines are left out. '}This would create ${usersOf(waiting)}.`
    case 'running':
      return 'You can leave this page: the work goes on, also after a restart of this server.'
    case 'done':
      return faults === 0 ? 'All lines were used.' : 'The lines below were left out.'
  }
}
