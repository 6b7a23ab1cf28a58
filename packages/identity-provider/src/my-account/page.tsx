import { Button, Facts, Part, Row, Toast, When } from '@postern/kit/html'
import type { Web } from '@postern/kit/http'
import type { Tenant } from '../tenant/tenant.ts'
import type { User } from '../users/user.ts'
import { AccountFrame, accountPath } from './frame.tsx'

const toasts: Readonly<Record<string, string>> = {
  password: 'Your password was changed. You are signed out in every other browser.',
  added: 'The authenticator app was added. It is asked for at every sign-in.',
  removed: 'The authenticator app was removed.',
}

export interface AccountPageProps {
  readonly web: Web
  readonly tenant: Tenant
  readonly user: User
  /** Since when there is an authenticator app. */
  readonly authenticatorSince: number | undefined
}

/** *My account*: what is known of a person, the password, and the authenticator app. */
export function AccountPage({ web, tenant, user, authenticatorSince }: AccountPageProps) {
  const toast = toasts[web.req.query('done') ?? '']
  return (
    <AccountFrame web={web} tenant={tenant} user={user} title="My account">
      {toast !== undefined && <Toast>{toast}</Toast>}
      <Part title="About you">
        <Facts
          facts={[
            { label: 'Display name', value: user.displayName },
            { label: 'User name', value: user.userPrincipalName },
            { label: 'Email', value: user.mail },
          ]}
        />
      </Part>
      <Part title="Password">
        <Row>
          <Button href={`${accountPath}/password`}>Change password</Button>
        </Row>
      </Part>
      <Part title="Authenticator app">
        {authenticatorSince === undefined ? (
          <p class="quiet">None. With one, your password alone lets nobody in.</p>
        ) : (
          <p class="quiet">
            Added <When at={authenticatorSince} />. Its code is asked for at every sign-in.
          </p>
        )}
        <Row>
          {authenticatorSince === undefined ? (
            <Button href={`${accountPath}/authenticator`}>Add authenticator app</Button>
          ) : (
            <Button href={`${accountPath}/authenticator/remove`}>Remove authenticator app</Button>
          )}
        </Row>
      </Part>
    </AccountFrame>
  )
}
