import { csrfToken } from '@postern/kit/form'
import { Console, type SideGroup, SignOut } from '@postern/kit/html'
import type { Web } from '@postern/kit/http'
import type { Child } from 'hono/jsx'
import type { Tenant } from '../tenant/tenant.ts'
import { consolePerson } from './person.ts'

/** The names and their order are Entra's: *Identity* > *Applications* > *Enterprise applications*. */
const side: readonly SideGroup[] = [
  { items: [{ label: 'Home', href: '/admin', icon: 'home' }] },
  {
    title: 'Identity',
    items: [
      {
        label: 'Users',
        href: '/admin/users',
        icon: 'people',
        items: [{ label: 'All users', href: '/admin/users' }],
      },
      {
        label: 'Applications',
        href: '/admin/applications',
        icon: 'grid',
        items: [
          { label: 'Enterprise applications', href: '/admin/enterprise-applications' },
          {
            label: 'App Configuration Wizard',
            href: '/admin/enterprise-applications/configuration-wizard',
          },
        ],
      },
      { label: 'Roles and administrators', href: '/admin/roles', icon: 'shield' },
      { label: 'Domains', href: '/admin/domains', icon: 'connection' },
    ],
  },
]

export interface AdminPageProps {
  readonly web: Web
  readonly tenant: Tenant
  readonly title: string
  /** The `href` of the side item that it belongs to. */
  readonly current:
    | '/admin'
    | '/admin/users'
    | '/admin/applications'
    | '/admin/enterprise-applications'
    | '/admin/enterprise-applications/configuration-wizard'
    | '/admin/roles'
    | '/admin/domains'
  readonly children?: Child
}

/** The frame of every page of the administrator's console. */
export function AdminPage({ web, tenant, title, current, children }: AdminPageProps) {
  const { name, roles } = consolePerson(web)
  return (
    <Console
      server="idp"
      title={title}
      brand={tenant.name}
      under="Admin center"
      home="/admin"
      side={side}
      current={current}
      person={{ name, role: roles.join(', ') }}
      signOut={<SignOut action="/sign-out" csrf={csrfToken(web)} />}
    >
      {children}
    </Console>
  )
}
