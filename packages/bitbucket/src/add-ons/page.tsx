import type { Web } from '@postern/kit/http'
import type { Child } from 'hono/jsx'
import { AdminFrame } from '../frame/index.ts'
import type { Person } from '../person/index.ts'

interface Shown {
  readonly title: string
  readonly current: string
  readonly done?: string | undefined
  readonly failed?: boolean
}

/** A page of the add-ons; 400 for a form that came back. */
export function page(web: Web, person: Person, { failed, ...frame }: Shown, content: Child) {
  return web.html(
    <AdminFrame web={web} person={person} {...frame}>
      {content}
    </AdminFrame>,
    failed ? 400 : 200,
  )
}
