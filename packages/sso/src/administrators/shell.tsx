import { csrfToken } from '@postern/kit/form'
import { Console, type SideGroup, SignOut } from '@postern/kit/html'
import type { Web } from '@postern/kit/http'
import type { Child } from 'hono/jsx'
import './administrator.ts'

export type Section =
  | '/admin'
  | '/admin/connections'
  | '/admin/applications'
  | '/admin/accounts'
  | '/admin/activity'

const side: readonly SideGroup[] = [
  {
    items: [
      { label: 'Home', href: '/admin' satisfies Section, icon: 'home' },
      { label: 'Connections', href: '/admin/connections' satisfies Section, icon: 'connection' },
      { label: 'Applications', href: '/admin/applications' satisfies Section, icon: 'grid' },
      { label: 'Activity', href: '/admin/activity' satisfies Section, icon: 'list' },
      { label: 'Accounts', href: '/admin/accounts' satisfies Section, icon: 'people' },
    ],
  },
]

export interface ShellProps {
  readonly web: Web
  readonly title: string
  readonly current: Section
  /** `Head` first, then the parts. */
  readonly children?: Child
}

/** The frame of every page of the console. */
export function Shell({ web, title, current, children }: ShellProps) {
  const { administrator } = web.var
  return (
    <Console
      server="sso"
      title={title}
      brand="Postern"
      role="SSO service"
      home="/admin"
      side={side}
      current={current}
      person={administrator && { name: administrator.userName, role: 'Administrator' }}
      signOut={administrator && <SignOut action="/admin/sign-out" csrf={csrfToken(web)} />}
    >
      {children}
    </Console>
  )
}
