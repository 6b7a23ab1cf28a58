import { Head, Lose, Notice } from '@postern/kit/html'
import type { Problem } from '@postern/saml/problem'
import type { Application } from './application.ts'

export interface DisconnectPageProps {
  readonly application: Application
  readonly csrf: string
  /** Why Bitbucket did not take us out; then it can be forgotten alone. */
  readonly problem?: Problem | undefined
}

/** Asks before an application is disconnected, and once more, differently, where it does not answer. */
export function DisconnectPage({ application, csrf, problem }: DisconnectPageProps) {
  const { id, name, baseUrl } = application
  const path = `/admin/applications/${id}`
  const crumbs = [
    { label: 'Applications', href: '/admin/applications' },
    { label: name, href: path },
  ]
  const here = [
    'Every connection that leads to it leads nowhere until another application is chosen.',
    `It is forgotten which person is tied to which account; the accounts in ${name}, their groups and their work stay.`,
  ]
  return (
    <>
      <Head title={problem ? `${name} was not disconnected` : `Disconnect ${name}`} crumbs={crumbs} />
      {problem && (
        <Notice tone="bad" title={problem.message}>
          {problem.remedy} Nothing was changed here.
        </Notice>
      )}
      {problem ? (
        <Lose
          title={`Forget ${name} without asking it?`}
          lost={[
            `${name} keeps the entry Postern under Authentication methods, and sends people here in vain. Remove it there; the login form is at ${baseUrl}/login?auth_fallback.`,
            ...here,
          ]}
          action={`${path}/disconnect?alone=yes`}
          csrf={csrf}
          button={`Forget ${name}`}
          keep={{ href: path, label: 'Keep it' }}
        />
      ) : (
        <Lose
          title={`Disconnect ${name}?`}
          lost={[
            `Nobody signs in to ${name} through Postern any more. Its own login form is shown again.`,
            ...here,
          ]}
          action={`${path}/disconnect`}
          csrf={csrf}
          button={`Disconnect ${name}`}
          keep={{ href: path, label: 'Keep it' }}
        />
      )}
    </>
  )
}
