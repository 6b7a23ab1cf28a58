import { csrfToken } from '@postern/kit/form'
import { Head, type Link, SignOut, Top } from '@postern/kit/html'
import type { Web } from '@postern/kit/http'
import type { Child } from 'hono/jsx'
import type { Tenant } from '../tenant/tenant.ts'
import type { User } from '../users/user.ts'

export const accountPath = '/my-account'

export interface AccountFrameProps {
  readonly web: Web
  readonly tenant: Tenant
  readonly user: User
  readonly title: string
  readonly lead?: Child
  readonly children?: Child
}

const crumbs: readonly Link[] = [{ label: 'My account', href: accountPath }]

/** The frame of the pages where a person looks after the own account. */
export function AccountFrame({ web, tenant, user, title, lead, children }: AccountFrameProps) {
  return (
    <Top
      server="idp"
      title={title}
      brand={tenant.name}
      under="My account"
      home="/my-apps"
      person={user.displayName}
      signOut={
        <>
          <a href="/my-apps">My Apps</a>
          <SignOut action="/sign-out" csrf={csrfToken(web)} />
        </>
      }
    >
      <Head title={title} lead={lead} crumbs={title === 'My account' ? [] : crumbs} />
      {children}
    </Top>
  )
}
