import { csrfToken } from '@postern/kit/form'
import { Console, type SideGroup, SignOut } from '@postern/kit/html'
import type { Web } from '@postern/kit/http'
import type { Child } from 'hono/jsx'
import type { Tenant } from '../tenant/tenant.ts'
import { consolePerson } from './person.ts'

const side: readonly SideGroup[] = [
  { items: [{ label: 'Home', href: '/admin', icon: 'home' }] },
  {
    title: 'Identity',
    items: [
      { label: 'Users', href: '/admin/users', icon: 'people' },
      { label: 'Enterprise applications', href: '/admin/enterprise-applications', icon: 'grid' },
      { label: 'Domains', href: '/admin/domains', icon: 'connection' },
    ],
  },
]

export interface AdminPageProps {
  readonly web: Web
  readonly tenant: Tenant
  readonly title: string
  /** The `href` of the side item that it belongs to. */
  readonly current: '/admin' | '/admin/users' | '/admin/enterprise-applications' | '/admin/domains'
  readonly children?: Child
}

/** The frame of every page of the administrator's console. */
export function AdminPage({ web, tenant, title, current, children }: AdminPageProps) {
  return (
    <Console
      server="idp"
      title={title}
      brand={tenant.name}
      under="Identity provider"
      home="/admin"
      side={side}
      current={current}
      person={consolePerson(web)}
      signOut={<SignOut action="/sign-out" csrf={csrfToken(web)} />}
    >
      {children}
    </Console>
  )
}
