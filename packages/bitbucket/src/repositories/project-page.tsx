import { Button, Empty, Filter, Pill, Row, Table, TableLink, When } from '@postern/kit/html'
import type { PageOf } from '../directory/index.ts'
import { Paging } from '../frame/index.ts'
import { Access, type Project, projectPath, type Repository } from '../projects/index.ts'
import { pathsOf } from './paths.ts'

export interface ProjectPageProps {
  readonly project: Project
  readonly found: PageOf<Repository>
  readonly filter: string
  readonly mayCreate: boolean
}

/** The repositories of one project that one may see. */
export function ProjectPage({ project, found, filter, mayCreate }: ProjectPageProps) {
  const path = projectPath(project.key)
  return (
    <>
      <Filter name="name" label="Repository name" value={filter} live="repositories" />
      <RepositoriesTable
        repositories={found.values}
        empty={
          filter ? (
            <Empty title="No repositories found" action={<Button href={path}>Show all repositories</Button>}>
              No repository that you may see holds “{filter}” in its name.
            </Empty>
          ) : (
            <Empty title="No repositories">
              {mayCreate
                ? 'Create one, then push to it.'
                : 'Who administers the project can create one, or let you read those that there are.'}
            </Empty>
          )
        }
      />
      <Paging of={found} path={path} keep={{ name: filter }} />
    </>
  )
}

export function RepositoriesTable(props: {
  repositories: readonly Repository[]
  withProject?: boolean | undefined
  empty: ReturnType<typeof Empty>
}) {
  return (
    <Table
      id="repositories"
      label="Repositories"
      rows={props.repositories}
      columns={[
        {
          head: 'Repository',
          cell: (repository) => (
            <TableLink href={pathsOf(repository).browse()} under={repository.description}>
              {repository.name}
            </TableLink>
          ),
        },
        ...(props.withProject
          ? [{ head: 'Project', cell: ({ project }: Repository) => project.name }]
          : [
              {
                head: 'Access',
                wideOnly: true,
                cell: ({ public: open, project, archived }: Repository) => (
                  <Row>
                    <Access open={open || project.public} />
                    {archived && <Pill>Archived</Pill>}
                  </Row>
                ),
              },
            ]),
        {
          head: 'Last push',
          right: true,
          cell: ({ pushedAt }) =>
            pushedAt === undefined ? 'Never' : <When at={pushedAt} show="short day" />,
        },
      ]}
      empty={props.empty}
    />
  )
}
