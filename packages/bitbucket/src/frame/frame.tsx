import { csrfToken } from '@postern/kit/form'
import { Console, type SideGroup, SignOut, Toast } from '@postern/kit/html'
import type { Web } from '@postern/kit/http'
import type { Child } from 'hono/jsx'
import { includes, type Permission } from '../directory/index.ts'
import type { Person } from '../person/index.ts'
import { adminGroupsFor } from './admin-pages.ts'

export interface FrameProps {
  readonly web: Web
  readonly person: Person
  readonly title: string
  /** The `href` of the side item that the page belongs to. */
  readonly current: string
  /** What was done just now, in a sentence. */
  readonly done?: string | undefined
  readonly children?: Child
}

/** The frame of the pages that everybody has. The settings icon leads administrators on. */
export function HostFrame(props: FrameProps) {
  const groups: SideGroup[] = [
    {
      items: [
        { label: 'Home', href: '/', icon: 'home' },
        { label: 'Projects', href: '/projects', icon: 'grid' },
        { label: 'Access tokens', href: '/plugins/servlet/access-tokens/manage', icon: 'key' },
        { label: 'Profile', href: '/profile', icon: 'person' },
      ],
    },
  ]
  if (includes(props.person.permission, 'ADMIN')) {
    groups.push({ items: [{ label: 'Administration', href: '/admin', icon: 'settings' }] })
  }
  return <Frame {...props} side={groups} />
}

/** The frame of *Administration*: its sections, as bitbucket.md 6 and the set-up guide name them. */
export function AdminFrame(props: FrameProps) {
  return <Frame {...props} side={adminSide(props.person.permission)} />
}

const adminSide = (permission: Permission): readonly SideGroup[] => [
  {
    items: [
      { label: 'Back to Bitbucket', href: '/', icon: 'back' },
      { label: 'Administration', href: '/admin', icon: 'settings' },
    ],
  },
  ...adminGroupsFor(permission),
]

function Frame(props: FrameProps & { side: readonly SideGroup[] }) {
  const { web, person, title, current, done, side, children } = props
  return (
    <Console
      server="host"
      title={title}
      brand="Bitbucket"
      under={web.var.world.settings.publicUrl.host}
      side={side}
      current={current}
      person={{ name: person.user.displayName }}
      signOut={<SignOut action="/logout" csrf={csrfToken(web)} />}
    >
      {children}
      {done && <Toast>{done}</Toast>}
    </Console>
  )
}
