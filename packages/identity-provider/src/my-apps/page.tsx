import { csrfToken } from '@postern/kit/form'
import { Button, Empty, Head, Search, SignOut, Tiles, Top } from '@postern/kit/html'
import type { Web } from '@postern/kit/http'
import type { EnterpriseApplication } from '../enterprise-applications/application.ts'
import { testPath } from '../enterprise-applications/paths.ts'
import { templateOf } from '../gallery/templates.ts'
import { signInPath } from '../sessions/local-path.ts'
import type { Tenant } from '../tenant/tenant.ts'
import type { User } from '../users/user.ts'

export interface MyAppsPageProps {
  readonly web: Web
  readonly tenant: Tenant
  readonly user: User
  readonly applications: readonly EnterpriseApplication[]
  readonly search: string
  /** Whether a link to the console is shown. */
  readonly administers: boolean
}

export function MyAppsPage({ web, tenant, user, applications, search, administers }: MyAppsPageProps) {
  return (
    <Top
      server="idp"
      title="My Apps"
      brand={tenant.name}
      under="My Apps"
      home="/my-apps"
      search={<Search label="Search your apps" value={search} live="apps" />}
      person={user.displayName}
      signOut={
        <>
          <a href="/my-account">My account</a>
          <a href={`${signInPath('/my-apps')}&other=yes`}>Use another account</a>
          <SignOut action="/sign-out" csrf={csrfToken(web)} />
        </>
      }
    >
      <Head
        title="My Apps"
        lead={applications.length > 0 && 'Choose one to open it. You are already signed in.'}
        actions={administers && <Button href="/admin">Admin center</Button>}
      />
      <div id="apps">
        {applications.length > 0 ? (
          <Tiles
            id="work"
            title="Your work"
            tiles={applications.map((of) => ({
              name: of.name,
              href: testPath(of.id),
              under: templateOf(of.templateId).description,
            }))}
          />
        ) : (
          <Nothing search={search} />
        )}
      </div>
    </Top>
  )
}

function Nothing({ search }: { search: string }) {
  if (search === '') {
    return (
      <Empty title="Nothing to open yet">
        An administrator assigns you to applications; each of them then has a tile here.
      </Empty>
    )
  }
  return (
    <Empty
      title={`None of your apps is called “${search}”`}
      action={<Button href="/my-apps">Show all apps</Button>}
    >
      Their names were searched.
    </Empty>
  )
}
