import type { Child } from 'hono/jsx'
import type { Server } from '../design/index.ts'
import { Brand } from './console.tsx'
import { Page } from './page.tsx'

export interface TopProps {
  readonly server: Server
  readonly title: string
  readonly brand: string
  /** What it is, under the brand: "My Apps". */
  readonly under: string
  readonly home?: string | undefined
  /** A `Search`. */
  readonly search?: Child
  readonly person?: string | undefined
  /** A `SignOut` form. */
  readonly signOut?: Child
  readonly children?: Child
}

/** The frame of a page for a person who is signed in and administers nothing: brand, search and person on one line. */
export function Top(props: TopProps) {
  const { server, title, brand, under, home = '/', search, person, signOut, children } = props
  return (
    <Page server={server} title={`${title} · ${brand}`}>
      <header class="top">
        <Brand server={server} name={brand} under={under} href={home} />
        {search}
        <div class="push small row">
          {person && <b>{person}</b>}
          {signOut}
        </div>
      </header>
      <main class="sheet" id="main" tabindex={-1}>
        {children}
      </main>
    </Page>
  )
}
