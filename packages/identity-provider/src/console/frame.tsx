import { csrfToken } from '@postern/kit/form'
import { Console, type SideGroup, type SideItem, SignOut } from '@postern/kit/html'
import type { Web } from '@postern/kit/http'
import type { Child } from 'hono/jsx'
import type { Tenant } from '../tenant/tenant.ts'
import { consolePerson, may } from './person.ts'

const applications: SideItem = {
  label: 'Applications',
  href: '/admin/applications',
  icon: 'grid',
  items: [
    { label: 'Enterprise applications', href: '/admin/enterprise-applications' },
    { label: 'App Configuration Wizard', href: '/admin/enterprise-applications/configuration-wizard' },
  ],
}

const monitoring: SideGroup = {
  title: 'Monitoring & health',
  items: [{ label: 'Sign-in logs', href: '/admin/sign-in-logs', icon: 'clock' }],
}

/** The names and their order are Entra's: *Identity* > *Applications* > *Enterprise applications*. What a role does not see is left out. */
function sideFor(web: Web): readonly SideGroup[] {
  const sees = may(web, 'Cloud Application Administrator', 'Security Reader')
  return [
    { items: [{ label: 'Home', href: '/admin', icon: 'home' }] },
    {
      title: 'Identity',
      items: [
        {
          label: 'Users',
          href: '/admin/users',
          icon: 'people',
          items: [
            { label: 'All users', href: '/admin/users' },
            { label: 'Deleted users', href: '/admin/deleted-users' },
          ],
        },
        { label: 'Groups', href: '/admin/groups', icon: 'list' },
        ...(sees ? [applications] : []),
        { label: 'Roles and administrators', href: '/admin/roles', icon: 'shield' },
        { label: 'Domains', href: '/admin/domains', icon: 'connection' },
      ],
    },
    ...(sees ? [monitoring] : []),
  ]
}

export interface AdminPageProps {
  readonly web: Web
  readonly tenant: Tenant
  readonly title: string
  /** The `href` of the side item that it belongs to. */
  readonly current:
    | '/admin'
    | '/admin/users'
    | '/admin/deleted-users'
    | '/admin/groups'
    | '/admin/applications'
    | '/admin/enterprise-applications'
    | '/admin/enterprise-applications/configuration-wizard'
    | '/admin/roles'
    | '/admin/domains'
    | '/admin/sign-in-logs'
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
      side={sideFor(web)}
      current={current}
      person={{ name, role: roles.join(', ') }}
      signOut={<SignOut action="/sign-out" csrf={csrfToken(web)} />}
    >
      {children}
    </Console>
  )
}
