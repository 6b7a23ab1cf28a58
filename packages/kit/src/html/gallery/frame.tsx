import type { Child } from 'hono/jsx'
import { Console, type Server, type SideGroup, SignOut } from '../index.ts'

/** 23 November 2026, 09:47 UTC: the gallery's now. */
export const now = Date.UTC(2026, 10, 23, 9, 47)
export const day = 86_400_000

const sides: Readonly<Record<Server, readonly SideGroup[]>> = {
  sso: [
    {
      items: [
        { label: 'Home', href: '#home', icon: 'home' },
        { label: 'Connections', href: '#connections', icon: 'connection' },
        { label: 'Applications', href: '#applications', icon: 'grid' },
        { label: 'Activity', href: '#activity', icon: 'list' },
        { label: 'Accounts', href: '#accounts', icon: 'people' },
      ],
    },
    {
      title: 'Trust',
      items: [
        { label: 'Certificates', href: '#certificates', icon: 'key', count: 1 },
        { label: 'Known domains', href: '#domains', icon: 'door' },
      ],
    },
    {
      title: 'This console',
      items: [
        { label: 'Administrators', href: '#administrators', icon: 'shield' },
        { label: 'Settings', href: '#settings', icon: 'settings' },
      ],
    },
  ],
  idp: [
    { items: [{ label: 'Home', href: '#home', icon: 'home' }] },
    {
      title: 'Identity',
      items: [
        { label: 'Users', href: '#users', icon: 'person' },
        { label: 'Groups', href: '#groups', icon: 'people' },
        {
          label: 'Applications',
          href: '#all-applications',
          icon: 'grid',
          items: [{ label: 'Enterprise applications', href: '#applications' }],
        },
      ],
    },
    { title: 'Monitoring', items: [{ label: 'Sign-in logs', href: '#logs', icon: 'list' }] },
  ],
  host: [
    {
      items: [
        { label: 'Home', href: '#home', icon: 'home' },
        { label: 'Projects', href: '#projects', icon: 'folder' },
        { label: 'Repositories', href: '#repositories', icon: 'book' },
        { label: 'Access tokens', href: '#tokens', icon: 'key' },
      ],
    },
  ],
}

const brands: Readonly<Record<Server, readonly [string, string, string, string]>> = {
  sso: ['Postern', 'SSO service', 'Dana Whitfield', 'Owner'],
  idp: ['Contoso', 'Identity provider', 'Ravi Menon', 'Cloud Application Administrator'],
  host: ['Bitbucket', 'bitbucket.contoso.example', 'B.Simon', ''],
}

/** A console of each server with sample content. */
export function Frame(props: { server: Server; title: string; current: string; children?: Child }) {
  const { server, title, current, children } = props
  const [brand, under, name, rank] = brands[server]
  return (
    <Console
      server={server}
      title={title}
      brand={brand}
      under={under}
      side={sides[server]}
      current={current}
      person={{ name, role: rank }}
      signOut={<SignOut action="/sign-out" csrf="t" />}
    >
      {children}
    </Console>
  )
}
