import type { Child } from 'hono/jsx'

export interface Link {
  readonly label: string
  readonly href: string
}

export interface HeadProps {
  /** The state, as a sentence where there is one: "Sign-in is working". */
  readonly title: Child
  /** At most two lines. */
  readonly lead?: Child
  /** Ancestors only; the title is not repeated. */
  readonly crumbs?: readonly Link[] | undefined
  /** "Step 4 of 8": shown on a phone only, where the steps come after the form. */
  readonly step?: string | undefined
  /** Buttons or a pill, at the right. */
  readonly actions?: Child
}

/** The head of a page in a console: where you are, what the state is, what you can do. */
export function Head({ title, lead, crumbs = [], step, actions }: HeadProps) {
  return (
    <div>
      {crumbs.length > 0 && (
        <nav class="crumbs" aria-label="Breadcrumb">
          <ol>
            {crumbs.map((crumb) => (
              <li>
                <a href={crumb.href}>{crumb.label}</a>
              </li>
            ))}
          </ol>
        </nav>
      )}
      {step && <p class="small phone-only">{step}</p>}
      <div class="head">
        <div>
          <h1>{title}</h1>
          {lead && <p class="lead">{lead}</p>}
        </div>
        {actions && <div class="row">{actions}</div>}
      </div>
    </div>
  )
}

export interface TabsProps {
  /** Whose parts these are: the name of the thing. */
  readonly label: string
  readonly tabs: readonly Link[]
  /** The `href` of the tab that is open. */
  readonly current: string
}

/** The parts of one thing, as links to pages. */
export function Tabs({ label, tabs, current }: TabsProps) {
  return (
    <nav class="tabs" aria-label={label}>
      <ul>
        {tabs.map((tab) => (
          <li>
            <a href={tab.href} aria-current={tab.href === current ? 'page' : undefined}>
              {tab.label}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
