import { Head, Lines, Part } from '@postern/kit/html'
import type { Web } from '@postern/kit/http'
import { AdminPage } from '../console/frame.tsx'
import { roles } from '../console/role.ts'
import type { Tenant } from '../tenant/tenant.ts'
import { userPath } from '../users/paths.ts'
import { rolesPath } from './paths.ts'
import type { Administrator } from './store.ts'

export interface RolesPageProps {
  readonly web: Web
  readonly tenant: Tenant
  readonly administrators: readonly Administrator[]
}

/** *Identity* > *Roles and administrators*: what each role may do, and who holds it. */
export function RolesPage({ web, tenant, administrators }: RolesPageProps) {
  return (
    <AdminPage web={web} tenant={tenant} title="Roles and administrators" current={rolesPath}>
      <Head
        crumbs={[{ label: 'Identity', href: '/admin' }]}
        title="Roles and administrators"
        lead="A role is given and taken on the page of a user, under Assigned roles."
      />
      {roles.map(({ name, may }) => (
        <Part title={name}>
          <p class="quiet">{may}</p>
          <Holders of={administrators.filter(({ role }) => role === name)} />
        </Part>
      ))}
    </AdminPage>
  )
}

function Holders({ of }: { of: readonly Administrator[] }) {
  if (of.length === 0) return <p class="small">Nobody holds this role.</p>
  return (
    <Lines
      items={of.map(({ user }) => (
        <>
          <a href={userPath(user.id)}>{user.displayName}</a>{' '}
          <span class="push small">{user.enabled ? user.userPrincipalName : 'Disabled'}</span>
        </>
      ))}
    />
  )
}
