import { Button, Empty, Filter, Head, Pill, Table, TableLink } from '@postern/kit/html'
import type { PageOf } from '../directory/index.ts'
import { Paging } from '../frame/index.ts'
import { projectPath, projectsPath } from './paths.ts'
import type { Project } from './project.ts'

export interface ProjectsListProps {
  readonly found: PageOf<Project>
  readonly filter: string
  readonly mayCreate: boolean
}

/** *Projects*: those that one may see. */
export function ProjectsList({ found, filter, mayCreate }: ProjectsListProps) {
  const create = (
    <Button kind="primary" href={`${projectsPath}?create`}>
      Create project
    </Button>
  )
  return (
    <>
      <Head
        title="Projects"
        lead="Repositories that belong together, and who may read and write them."
        actions={mayCreate && create}
      />
      <Filter name="name" label="Project name" value={filter} live="projects" />
      <Table
        id="projects"
        label="Projects"
        rows={found.values}
        columns={[
          {
            head: 'Project',
            cell: (project) => (
              <TableLink href={projectPath(project.key)} under={project.description}>
                {project.name}
              </TableLink>
            ),
          },
          { head: 'Key', cell: ({ key }) => <code>{key}</code> },
          { head: 'Access', wideOnly: true, cell: (project) => <Access open={project.public} /> },
        ]}
        empty={filter ? <NothingFound filter={filter} /> : <NoProjects mayCreate={mayCreate} />}
      />
      <Paging of={found} path={projectsPath} keep={{ name: filter }} />
    </>
  )
}

export const Access = ({ open }: { open: boolean }) => <Pill>{open ? 'Public' : 'Private'}</Pill>

function NothingFound({ filter }: { filter: string }) {
  return (
    <Empty title="No projects found" action={<Button href={projectsPath}>Show all projects</Button>}>
      No project that you may see holds “{filter}” in its name.
    </Empty>
  )
}

function NoProjects({ mayCreate }: { mayCreate: boolean }) {
  return (
    <Empty title="No projects">
      {mayCreate
        ? 'Create a project first, then a repository in it, then push to that.'
        : 'You see a project here when somebody gives you a permission on it. Who may make one has the global permission Project Creator.'}
    </Empty>
  )
}
