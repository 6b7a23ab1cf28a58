import type { Child } from 'hono/jsx'
import type { IconName, Server } from '../design/index.ts'
import { Arch, Icon } from './icon.tsx'
import { Page } from './page.tsx'

export interface SideItem {
  readonly label: string
  readonly href: string
  readonly icon: IconName
  /** How many of these somebody must act on. Shown only above zero. */
  readonly count?: number | undefined
  /** What it is divided into, where that has names of its own: *Applications* > *Enterprise applications*. */
  readonly items?: readonly Omit<SideItem, 'icon' | 'items'>[] | undefined
}

export interface SideGroup {
  /** Left out for the first group. */
  readonly title?: string | undefined
  /** At most five nouns. */
  readonly items: readonly SideItem[]
}

export interface ConsoleProps {
  readonly server: Server
  /** This page's title; the brand is put behind it. */
  readonly title: string
  /** Name at the top left, and what it is, on the line under it: "Postern", "SSO service". */
  readonly brand: string
  readonly under: string
  /** Where the brand leads. Default `/`. */
  readonly home?: string | undefined
  readonly side: readonly SideGroup[]
  /** The `href` of the side item that this page belongs to. */
  readonly current?: string | undefined
  /** Who is signed in, and as what. Left out for nobody. */
  readonly person?: { readonly name: string; readonly role?: string | undefined } | undefined
  /** A `SignOut` form. */
  readonly signOut?: Child
  /** `Head` first, then the parts. */
  readonly children?: Child
}

/** The frame of an administrator's page: rail with brand, navigation and person; the sheet holds the children. */
export function Console(props: ConsoleProps) {
  const { server, title, brand, under, home = '/', side, current, person, signOut, children } = props
  return (
    <Page server={server} title={`${title} · ${brand}`}>
      <div class="shell">
        <header class="rail">
          <Brand server={server} name={brand} under={under} href={home} />
          <Side label={brand} groups={side} current={current} />
          {person && (
            <div class="me">
              <b>{person.name}</b>
              {person.role && <span>{person.role}</span>}
              {signOut}
            </div>
          )}
        </header>
        <main class="sheet" id="main" tabindex={-1}>
          {children}
        </main>
      </div>
    </Page>
  )
}

/** Door glyph, name and role: three of the four signals of which server this is. */
export function Brand({
  server,
  name,
  under,
  href,
}: {
  server: Server
  name: string
  under: string
  href: string
}) {
  return (
    <a class="brand" href={href}>
      <Arch server={server} />
      <span>
        {name}
        <small>{under}</small>
      </span>
    </a>
  )
}

function Side({
  label,
  groups,
  current,
}: {
  label: string
  groups: readonly SideGroup[]
  current: string | undefined
}) {
  return (
    <nav class="side" aria-label={label}>
      {groups.map((group) => (
        <>
          {group.title && <h2>{group.title}</h2>}
          <ul>
            {group.items.map((item) => (
              <li>
                <SideLink item={item} current={item.items === undefined && item.href === current} />
                {item.items && (
                  <ul class="within">
                    {item.items.map((part) => (
                      <li>
                        <SideLink item={part} current={part.href === current} />
                      </li>
                    ))}
                  </ul>
                )}
              </li>
            ))}
          </ul>
        </>
      ))}
    </nav>
  )
}

function SideLink({ item, current }: { item: Omit<SideItem, 'icon'> & Partial<SideItem>; current: boolean }) {
  return (
    <a href={item.href} aria-current={current ? 'page' : undefined}>
      {item.icon && <Icon name={item.icon} />}
      {item.label}
      {item.count !== undefined && item.count > 0 && (
        <span class="count">
          {item.count}
          <span class="hide">{item.count === 1 ? ' needs attention' : ' need attention'}</span>
        </span>
      )}
    </a>
  )
}
