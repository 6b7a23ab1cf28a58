import { csrfToken } from '@postern/kit/form'
import { Button, Console, Notice, type SideGroup, SignOut } from '@postern/kit/html'
import type { Web } from '@postern/kit/http'
import type { Child } from 'hono/jsx'
import { roleWords } from './administrator.ts'

const side: readonly SideGroup[] = [
  {
    items: [
      { label: 'Home', href: '/admin', icon: 'home' },
      { label: 'Connections', href: '/admin/connections', icon: 'connection' },
      { label: 'Applications', href: '/admin/applications', icon: 'grid' },
      { label: 'Activity', href: '/admin/activity', icon: 'list' },
      { label: 'Explain an error', href: '/admin/explain', icon: 'search' },
      { label: 'Accounts', href: '/admin/accounts', icon: 'people' },
    ],
  },
  {
    title: 'This service',
    items: [
      { label: 'Administrators', href: '/admin/administrators', icon: 'shield' },
      { label: 'Your account', href: '/admin/profile', icon: 'person' },
      { label: 'Break-glass', href: '/admin/break-glass', icon: 'lock' },
      { label: 'Audit log', href: '/admin/audit', icon: 'book' },
    ],
  },
]

const name = { server: 'sso', brand: 'Postern', under: 'SSO service', home: '/admin' } as const

export interface ShellProps {
  readonly web: Web
  readonly title: string
  /** The `href` of the side item that the page belongs to. */
  readonly current: string
  /** Pages of the one thing that is open, in the left panel under those of the console. */
  readonly within?: SideGroup | undefined
  /** `Head` first, then the parts. */
  readonly children?: Child
}

/** The frame of every page of the console. */
export function Shell({ web, title, current, within, children }: ShellProps) {
  const { administrator, alarm } = web.var
  const signOut = administrator && <SignOut action="/admin/sign-out" csrf={csrfToken(web)} />
  const person = administrator && { name: administrator.userName, role: roleWords[administrator.role].label }
  return (
    <Console
      {...name}
      side={within ? [...side, within] : side}
      title={title}
      current={current}
      person={person}
      signOut={signOut}
    >
      {alarm && (
        <Notice tone="bad" title={alarm.title} action={<Button href={alarm.href}>{alarm.label}</Button>} />
      )}
      {children}
    </Console>
  )
}
