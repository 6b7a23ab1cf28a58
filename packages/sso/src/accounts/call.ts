import type { Account, AccountId } from './account.ts'

/** One thing that the account step does: here, or at the application. A plan is a list of them. */
export type Call =
  /** Our row: this person is that account. `over`: the tie of a connection that was deleted goes. */
  | {
      readonly do: 'tie'
      readonly account: Account
      readonly to: 'account-there' | 'new-account'
      readonly over?: AccountId | undefined
    }
  | { readonly do: 'create'; readonly account: Account; readonly toDefaultGroup: boolean }
  /** It was made in an earlier attempt that did not come to its end. */
  | { readonly do: 'go-on'; readonly account: Account }
  | { readonly do: 'join'; readonly groups: readonly string[] }
  | { readonly do: 'leave'; readonly groups: readonly string[] }
  /** The application calls the account otherwise now, or tells its key for the first time. */
  | { readonly do: 'follow'; readonly userName: string; readonly key: string }
  | { readonly do: 'update'; readonly displayName: string; readonly emailAddress: string }
  | { readonly do: 'rename'; readonly to: string }

/** What a call does, for a test; '' where there is nothing that a person would want to know. */
export function planned(call: Call, application: string): string {
  switch (call.do) {
    case 'tie':
      return call.to === 'account-there' ? `Tie to the account ${call.account.userName} that is there` : ''
    case 'create':
    case 'go-on':
      return `Make the account ${call.account.userName} in ${application}`
    case 'join':
      return `Add to ${call.groups.join(', ')}`
    case 'leave':
      return `Take out of ${call.groups.join(', ')}`
    case 'follow':
      return call.userName ? `Follow the account, which ${application} calls ${call.userName} now` : ''
    case 'update':
      return `Change the account to ${call.displayName}, ${call.emailAddress}`
    case 'rename':
      return `Rename the account to ${call.to}`
  }
}

/** What a call did, for Activity; '' where there is nothing that a person would want to know. */
export function done(call: Call, application: string): string {
  switch (call.do) {
    case 'tie':
      return call.to === 'account-there' ? `Tied to the account ${call.account.userName} that was there` : ''
    case 'create':
    case 'go-on':
      return `Account ${call.account.userName} made in ${application}`
    case 'join':
      return `Added to ${call.groups.join(', ')}`
    case 'leave':
      return `Taken out of ${call.groups.join(', ')}`
    case 'follow':
      return call.userName ? `${application} calls the account ${call.userName} now` : ''
    case 'update':
      return `Changed to ${call.displayName}, ${call.emailAddress}`
    case 'rename':
      return `Renamed to ${call.to}`
  }
}
