import { Head, Tabs } from '@postern/kit/html'
import type { Web } from '@postern/kit/http'
import type { Child } from 'hono/jsx'
import { type Level, reaches } from '../directory/index.ts'
import { HostFrame } from '../frame/index.ts'
import type { Person } from '../person/index.ts'
import { projectPath, projectsPath } from './paths.ts'
import type { Project } from './project.ts'

export interface ProjectFrameProps {
  readonly web: Web
  readonly person: Person
  readonly project: Project
  readonly level: Level | undefined
  /** The tab's path below the project: '', '/settings', '/permissions'. */
  readonly tab: string
  readonly title?: string | undefined
  readonly actions?: Child
  readonly done?: string | undefined
  readonly children?: Child
}

/** The frame of the pages of one project. */
export function ProjectFrame(props: ProjectFrameProps) {
  const { web, person, project, level, tab, title = project.name, actions, done, children } = props
  const path = projectPath(project.key)
  const tabs = [
    { label: 'Repositories', href: path },
    { label: 'Settings', href: `${path}/settings` },
    { label: 'Permissions', href: `${path}/permissions` },
    { label: 'Access tokens', href: `/plugins/servlet/access-tokens${path}/manage` },
  ]
  return (
    <HostFrame web={web} person={person} title={title} current={projectsPath} done={done}>
      <Head
        title={project.name}
        crumbs={[{ label: 'Projects', href: projectsPath }]}
        lead={project.description || undefined}
        actions={actions}
      />
      {reaches(level, 'ADMIN') && <Tabs label={project.name} tabs={tabs} current={`${path}${tab}`} />}
      {children}
    </HostFrame>
  )
}
