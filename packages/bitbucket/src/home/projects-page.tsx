import { Empty, Head } from '@postern/kit/html'
import type { Web } from '@postern/kit/http'
import { HostFrame } from '../frame/index.ts'
import type { Person } from '../person/index.ts'

/** Every address below /projects, so that where a sign-in was to end can be seen before there are projects. */
export function ProjectsPage({ web, person, path }: { web: Web; person: Person; path: string }) {
  return (
    <HostFrame web={web} person={person} title="Projects" current="/projects">
      <Head title="Projects" />
      <Empty title="No projects">
        You asked for <code>{path}</code>. This host does not keep projects and git repositories yet.
      </Empty>
    </HostFrame>
  )
}
