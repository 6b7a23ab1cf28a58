import { csrfToken } from '@postern/kit/form'
import { type FieldError, Head } from '@postern/kit/html'
import type { Web } from '@postern/kit/http'
import { HostFrame } from '../frame/index.ts'
import type { Person } from '../person/index.ts'
import { ProjectForm } from './form.tsx'
import { projectsPath } from './paths.ts'
import type { ProjectValues } from './project.ts'

export interface CreateProjectProps {
  readonly web: Web
  readonly person: Person
  readonly values: ProjectValues
  readonly errors: readonly FieldError[]
}

export function CreateProject({ web, person, values, errors }: CreateProjectProps) {
  return (
    <HostFrame web={web} person={person} title="Create project" current={projectsPath}>
      <Head title="Create project" crumbs={[{ label: 'Projects', href: projectsPath }]} />
      <ProjectForm
        action={projectsPath}
        csrf={csrfToken(web)}
        values={values}
        errors={errors}
        button="Create project"
        cancel={projectsPath}
      />
    </HostFrame>
  )
}
