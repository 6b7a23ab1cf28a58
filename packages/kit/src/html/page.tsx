import { raw } from 'hono/html'
import type { Child } from 'hono/jsx'
import { favicons, type Server, script, stylesheet } from '../design/index.ts'
import { classes } from './tone.ts'

export interface PageProps {
  readonly server: Server
  /** The whole of the window's title: what this page is, then whose it is. */
  readonly title: string
  readonly bodyClass?: string | undefined
  readonly children?: Child
}

/**
 * A whole document: head, skip link, then the children, one of which is `main` with id `main`. Use a frame
 * (`Console`, `Door`, `Top`) rather than this, so that the rest is there too. No inline style or script, so it stands
 * under `style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'`.
 */
export function Page({ server, title, bodyClass, children }: PageProps) {
  return (
    <>
      {raw('<!doctype html>')}
      <html lang="en">
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <meta name="color-scheme" content="light dark" />
          <title>{title}</title>
          <link rel="icon" type="image/svg+xml" href={favicons[server]} />
          <link rel="stylesheet" href={stylesheet} />
          <script type="module" src={script} />
        </head>
        <body class={classes(server, bodyClass)}>
          <a class="skip" href="#main">
            Skip to content
          </a>
          {children}
        </body>
      </html>
    </>
  )
}
