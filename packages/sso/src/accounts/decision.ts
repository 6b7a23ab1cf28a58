import type { Problem } from '@postern/saml'
import type { ApplicationId } from '../applications/application.ts'
import type { ConnectionId } from '../connections/connection.ts'

export type DecisionId = string & { readonly brand: 'DecisionId' }

export function decisionId(text: string): DecisionId {
  return text as DecisionId
}

/** Why a person and an account are not brought together without somebody who decides. */
export type Collision =
  | 'account-taken'
  | 'account-is-administrator'
  | 'account-several'
  | 'account-name-in-use'

const collisions: readonly string[] = [
  'account-taken',
  'account-is-administrator',
  'account-several',
  'account-name-in-use',
] satisfies readonly Collision[]

export const collisionOf = ({ code }: Problem): Collision | undefined =>
  collisions.includes(code) ? (code as Collision) : undefined

/** Somebody who was refused because of an account, and what an administrator says about it. */
export interface Decision {
  readonly id: DecisionId
  readonly applicationId: ApplicationId
  readonly connectionId: ConnectionId
  readonly subject: string
  readonly userName: string
  readonly displayName: string
  readonly emailAddress: string | undefined
  readonly collision: Collision
  /** The account that stands in the way; '' where they are several. */
  readonly accountName: string
  /** `open`: nobody has decided yet. `tied`: the next sign-in goes through. `refused`: it stays so. */
  readonly state: 'open' | 'tied' | 'refused'
  readonly firstAt: number
  readonly lastAt: number
  /** Of the last attempt in Activity; '' where it is not known. */
  readonly attemptId: string
  readonly times: number
  readonly decided?: { readonly by: string; readonly at: number; readonly accountName: string }
}
