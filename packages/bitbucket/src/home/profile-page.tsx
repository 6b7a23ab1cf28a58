import { Facts, Head, Part, When } from '@postern/kit/html'
import type { Web } from '@postern/kit/http'
import { type Permission, permissionLabels, type User } from '../directory/index.ts'
import { HostFrame } from '../frame/index.ts'
import type { Person } from '../person/index.ts'
import { GroupPills } from './page.tsx'

export interface ProfileProps {
  readonly web: Web
  /** Who looks. */
  readonly person: Person
  readonly user: User
  readonly permission: Permission | undefined
  readonly groups: readonly string[]
}

/** What this host keeps about a user. */
export function ProfilePage({ web, person, user, permission, groups }: ProfileProps) {
  const own = user.id === person.user.id
  const title = own ? 'Profile' : user.displayName
  return (
    <HostFrame web={web} person={person} title={title} current={own ? '/profile' : ''}>
      <Head title={user.displayName} lead={own && 'What this host keeps about you.'} />
      <Part title="Account">
        <Facts
          facts={[
            { label: 'Username', value: <code>{user.name}</code> },
            { label: 'Full Name', value: user.displayName },
            { label: 'Email address', value: <code>{user.emailAddress}</code> },
            { label: 'Directory', value: 'Bitbucket Internal Directory' },
            { label: 'Created', value: <When at={user.createdAt} /> },
            { label: 'Groups', value: <GroupPills groups={groups} /> },
            { label: 'Global permission', value: permission ? permissionLabels[permission] : 'None' },
          ]}
        />
      </Part>
    </HostFrame>
  )
}
