import type { Child } from 'hono/jsx'
import type { Server } from '../design/index.ts'
import { Arch, Icon, Initials } from './icon.tsx'
import { Page } from './page.tsx'

export interface DoorProps {
  readonly server: Server
  /** What stands in the doorway, once: "Sign in", "You are not signed in". */
  readonly title: string
  /** Whose page it is, for the window's title: "Contoso", "Postern". */
  readonly brand: string
  /** One quiet line under the title: "Contoso", "to open Bitbucket". */
  readonly under?: Child
  /** A `Passage`. */
  readonly passage?: Child
  /** Small words at the foot: where a password may be typed, the help desk. */
  readonly foot?: Child
  readonly children?: Child
}

/** The frame of every page for people who are not administrators at work: one column in a doorway, controls 44 high. */
export function Door({ server, title, brand, under, passage, foot, children }: DoorProps) {
  return (
    <Page server={server} title={`${title} · ${brand}`} bodyClass="people">
      <main class="door" id="main" tabindex={-1}>
        <div class="crown">
          <Arch server={server} />
          <h1>{title}</h1>
          {under && <p>{under}</p>}
        </div>
        {passage}
        {children}
        {foot && <p class="foot small">{foot}</p>}
      </main>
    </Page>
  )
}

export interface Way {
  readonly name: string
  readonly href: string
  /** A quiet second line: the domain, or why it stands first. */
  readonly under?: string | undefined
  /** The one this person most likely wants; drawn in the accent. At most one, first. */
  readonly likely?: boolean | undefined
}

/** Choices on a door page, one link each: identity providers, methods of a second factor. */
export function Ways({ ways, label, id }: { ways: readonly Way[]; label: string; id?: string | undefined }) {
  return (
    <ul class="ways" aria-label={label} id={id}>
      {ways.map((way) => (
        <li class={way.likely ? 'likely' : undefined}>
          <a href={way.href}>
            <Initials name={way.name} />
            <span>
              {way.likely ? <b>{way.name}</b> : way.name}
              {way.under && <span class="small">{way.under}</span>}
            </span>
            <Icon name="chevron" />
          </a>
        </li>
      ))}
    </ul>
  )
}
