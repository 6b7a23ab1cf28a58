import { Head, Lose } from '@postern/kit/html'
import type { Decision } from '../accounts/decision.ts'
import { crumbs } from './decision-page.tsx'
import type { Candidate } from './settle.ts'
import { pathOf } from './words.ts'

export interface TiePageProps {
  readonly decision: Decision
  readonly candidate: Candidate
  readonly applicationName: string
  readonly csrf: string
  readonly error: string | undefined
}

/** Asks before a person becomes an account, and says who loses it. */
export function TiePage({ decision, candidate, applicationName, csrf, error }: TiePageProps) {
  const { account, administrator, holder, holderConnection } = candidate
  const { displayName } = decision
  const back = pathOf(decision)
  return (
    <>
      <Head
        title={`Tie ${displayName} to ${account.userName}`}
        crumbs={[...crumbs, { label: displayName, href: back }]}
      />
      <Lose
        title={`Is ${account.userName} the account of ${displayName}?`}
        lead={`${account.displayName}, ${account.emailAddress}`}
        lost={[
          `${displayName} comes in as ${account.userName}, with its groups, its rights and its work in ${applicationName}.`,
          ...(administrator
            ? [`${account.userName} administers ${applicationName}: ${displayName} will, too.`]
            : []),
          ...(holder
            ? [
                `${holder.displayName}, who comes by ${holderConnection} as ${holder.subject}, is no longer ${account.userName}, and is signed out of Postern.`,
              ]
            : []),
          'Nothing is changed in the account itself.',
        ]}
        action={`${pathOf(decision, 'tie')}?account=${encodeURIComponent(account.userName)}`}
        csrf={csrf}
        button={`Tie ${displayName} to ${account.userName}`}
        keep={{ href: back, label: 'Go back' }}
        confirm={administrator ? account.userName : undefined}
        error={error}
      />
    </>
  )
}
