import { Head, Tabs } from '@postern/kit/html'
import type { Web } from '@postern/kit/http'
import type { Child } from 'hono/jsx'
import { type Level, reaches } from '../directory/index.ts'
import { HostFrame } from '../frame/index.ts'
import type { Person } from '../person/index.ts'
import { projectPath, projectsPath, type Repository } from '../projects/index.ts'
import { pathsOf } from './paths.ts'

export interface RepositoryFrameProps {
  readonly web: Web
  readonly person: Person
  readonly repository: Repository
  readonly level: Level | undefined
  readonly tab: 'Source' | 'Commits' | 'Branches' | 'Settings' | 'Permissions'
  /** What the page shows, before the name of the repository in the window's title. */
  readonly title?: string | undefined
  readonly actions?: Child
  readonly done?: string | undefined
  readonly children?: Child
}

/** The frame of the pages of one repository. */
export function RepositoryFrame(props: RepositoryFrameProps) {
  const { web, person, repository, level, tab, title, actions, done, children } = props
  const { project } = repository
  const paths = pathsOf(repository)
  const tabs = [
    { label: 'Source', href: paths.browse() },
    { label: 'Commits', href: paths.commits },
    { label: 'Branches', href: paths.branches },
    ...(reaches(level, 'ADMIN')
      ? [
          { label: 'Settings', href: paths.settings },
          { label: 'Permissions', href: paths.permissions },
          { label: 'Access tokens', href: `/plugins/servlet/access-tokens${paths.base}/manage` },
        ]
      : []),
  ]
  const current = tabs.find(({ label }) => label === tab)?.href ?? ''
  return (
    <HostFrame
      web={web}
      person={person}
      title={title ? `${title} · ${repository.name}` : repository.name}
      current={projectsPath}
      done={done}
    >
      <Head
        title={repository.name}
        crumbs={[
          { label: 'Projects', href: projectsPath },
          { label: project.name, href: projectPath(project.key) },
        ]}
        lead={repository.description || undefined}
        actions={actions}
      />
      <Tabs label={repository.name} tabs={tabs} current={current} />
      {children}
    </HostFrame>
  )
}
