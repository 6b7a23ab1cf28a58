import { csrfToken } from '@postern/kit/form'
import { Head, Lose } from '@postern/kit/html'
import type { Web } from '@postern/kit/http'
import { AdminPage } from '../console/frame.tsx'
import type { Tenant } from '../tenant/tenant.ts'
import { deletedUserPath, deletedUsersPath, userCrumbs, userPath, usersPath } from './paths.ts'
import type { User } from './user.ts'

export interface DeletionPageProps {
  readonly web: Web
  readonly tenant: Tenant
  readonly user: User
  readonly error?: string
}

/** Before a user is deleted: what ends now, what is kept for 30 days, and what does not come back. */
export function DeletionPage({ web, tenant, user, error }: DeletionPageProps) {
  const name = user.displayName
  const back = userPath(user.id)
  return (
    <AdminPage web={web} tenant={tenant} title={`Delete ${name}`} current={usersPath}>
      <Head crumbs={[...userCrumbs, { label: name, href: back }]} title={`Delete ${name}`} />
      <Lose
        title={`Delete ${name}?`}
        lead="For 30 days the user stands under Deleted users and can be restored, with groups and assignments."
        lost={[
          `${name} can no longer sign in here, and all sessions here end.`,
          'Groups and assignments to applications count no more; after 30 days they are gone.',
          'A new user of the same name is somebody else to every application.',
          'Accounts that applications made for this person stay there.',
        ]}
        action={`${back}/delete`}
        csrf={csrfToken(web)}
        button={`Delete ${name}`}
        keep={{ href: back, label: 'Keep the user' }}
        confirm={user.userPrincipalName}
        error={error}
      />
    </AdminPage>
  )
}

/** Before a deleted user is gone for good. */
export function PurgePage({ web, tenant, user, error }: DeletionPageProps) {
  const name = user.displayName
  return (
    <AdminPage web={web} tenant={tenant} title={`Delete ${name} for good`} current={deletedUsersPath}>
      <Head crumbs={userCrumbs} title={`Delete ${name} for good`} />
      <Lose
        title={`Delete ${name} for good?`}
        lost={[
          'The account, its groups and its assignments go now, and nobody can bring them back.',
          'A new user of the same name is somebody else to every application.',
          'Sign-in logs keep what was written about this person until they are 30 days old.',
        ]}
        action={`${deletedUserPath(user.id)}/delete`}
        csrf={csrfToken(web)}
        button={`Delete ${name} for good`}
        keep={{ href: deletedUsersPath, label: 'Keep the deleted user' }}
        confirm={user.userPrincipalName}
        error={error}
      />
    </AdminPage>
  )
}
