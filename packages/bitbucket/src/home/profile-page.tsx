import { Facts, Head, Part, When } from '@postern/kit/html'
import type { Web } from '@postern/kit/http'
import { permissionLabels } from '../directory/index.ts'
import { HostFrame } from '../frame/index.ts'
import type { Person } from '../person/index.ts'
import { GroupPills } from './page.tsx'

/** What this host keeps about the person. */
export function ProfilePage({
  web,
  person,
  groups,
}: {
  web: Web
  person: Person
  groups: readonly string[]
}) {
  const { user, permission } = person
  return (
    <HostFrame web={web} person={person} title="Profile" current="/profile">
      <Head title={user.displayName} lead="What this host keeps about you." />
      <Part title="Account">
        <Facts
          facts={[
            { label: 'Username', value: <code>{user.name}</code> },
            { label: 'Full Name', value: user.displayName },
            { label: 'Email address', value: <code>{user.emailAddress}</code> },
            { label: 'Directory', value: 'Bitbucket Internal Directory' },
            { label: 'Created', value: <When at={user.createdAt} /> },
            { label: 'Groups', value: <GroupPills groups={groups} /> },
            { label: 'Global permission', value: permissionLabels[permission] },
          ]}
        />
      </Part>
    </HostFrame>
  )
}
