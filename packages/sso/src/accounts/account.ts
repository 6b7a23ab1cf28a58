import type { ApplicationId } from '../applications/application.ts'
import type { ConnectionId } from '../connections/connection.ts'

export type AccountId = string & { readonly brand: 'AccountId' }

/** One person at one application, as one connection knows them. */
export interface Account {
  readonly id: AccountId
  readonly connectionId: ConnectionId
  /** objectidentifier claim, else NameID. What ties the person to the account: never the address alone (LINK-1). */
  readonly subject: string
  readonly applicationId: ApplicationId
  readonly userName: string
  readonly displayName: string
  readonly emailAddress: string
  /** The application's own id of the account, which stays when it is renamed; '' where it is not known yet. */
  readonly key?: string
  readonly createdAt: number
}

export function accountId(text: string): AccountId {
  return text as AccountId
}
