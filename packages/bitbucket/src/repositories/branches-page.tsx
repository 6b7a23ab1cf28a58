import {
  Button,
  Csrf,
  Empty,
  ErrorSummary,
  Field,
  type FieldError,
  Filter,
  Pages,
  Part,
  Pill,
  Row,
  Stack,
  Table,
} from '@postern/kit/html'
import { errorAt, withQuery } from '../frame/index.ts'
import type { Ref } from '../git/index.ts'
import type { Repository } from '../projects/index.ts'
import { pathsOf } from './paths.ts'

export interface BranchesProps {
  readonly csrf: string
  readonly repository: Repository
  readonly branches: readonly Ref[]
  readonly defaultBranch: string
  readonly filter: string
  readonly start: number
  readonly limit: number
  readonly mayWrite: boolean
  readonly typed: { readonly name: string; readonly from: string }
  readonly errors: readonly FieldError[]
}

/** *Branches*: the one that was changed last first. */
export function BranchesPage(props: BranchesProps) {
  const { repository, branches, defaultBranch, filter, start, limit, mayWrite } = props
  const paths = pathsOf(repository)
  const to = (from: number) => withQuery(paths.branches, { filter, start: String(from) })
  return (
    <Stack gap="wide">
      <Filter name="filter" label="Branch name" value={filter} live="branches" />
      <Table
        id="branches"
        label="Branches"
        rows={branches.slice(start, start + limit)}
        columns={[
          {
            head: 'Branch',
            cell: ({ id, name }) => (
              <Row>
                <a href={pathsOf(repository, id).browse()}>{name}</a>
                {id === defaultBranch && <Pill tone="ok">Default branch</Pill>}
              </Row>
            ),
          },
          {
            head: 'Latest commit',
            wideOnly: true,
            cell: ({ commit }) => (
              <a href={paths.commit(commit)}>
                <code>{commit.slice(0, 11)}</code>
              </a>
            ),
          },
          {
            head: 'Change',
            right: true,
            cell: ({ id, name }) =>
              mayWrite && id !== defaultBranch ? (
                <Button small href={withQuery(`${paths.branches}/delete`, { name })} label={`Delete ${name}`}>
                  Delete
                </Button>
              ) : null,
          },
        ]}
        empty={<Empty title="No branches found">No branch holds “{filter}” in its name.</Empty>}
      />
      {branches.length > limit && (
        <Pages
          earlier={start > 0 ? to(Math.max(0, start - limit)) : undefined}
          later={branches.length > start + limit ? to(start + limit) : undefined}
        />
      )}
      {mayWrite && <CreateBranch {...props} />}
    </Stack>
  )
}

function CreateBranch({ csrf, repository, typed, errors }: BranchesProps) {
  return (
    <Part title="Create branch">
      <form class="stack" method="post" action={pathsOf(repository).branches}>
        <ErrorSummary errors={errors} />
        <Csrf token={csrf} />
        <Field
          name="name"
          label="Branch name"
          value={typed.name}
          error={errorAt(errors, 'name')}
          autocomplete="off"
          width="middle"
          required
        />
        <Field
          name="startPoint"
          label="Branch from"
          hint="A branch, a tag or a commit."
          value={typed.from}
          error={errorAt(errors, 'startPoint')}
          autocomplete="off"
          width="middle"
          required
        />
        <div>
          <Button>Create branch</Button>
        </div>
      </form>
    </Part>
  )
}
