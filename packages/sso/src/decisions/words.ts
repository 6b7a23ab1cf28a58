import type { Collision, Decision } from '../accounts/decision.ts'

export const section = '/admin/accounts/decisions'
export const pathOf = ({ id }: Pick<Decision, 'id'>, part = '') => `${section}/${id}${part ? `/${part}` : ''}`

/** Why somebody waits, in a line and in a sentence. */
export const collisionWords: Readonly<
  Record<Collision, { readonly short: string; says(decision: Decision, application: string): string }>
> = {
  'account-taken': {
    short: 'The account is somebody else’s',
    says: ({ accountName }, application) =>
      `The rules find the account ${accountName} of ${application}, which belongs to somebody else already. It may be the same person, whom the identity provider made anew.`,
  },
  'account-is-administrator': {
    short: 'The account administers',
    says: ({ accountName }, application) =>
      `The rules find the account ${accountName}, which administers ${application}. Nobody becomes an administrator by a user name or an address alone.`,
  },
  'account-several': {
    short: 'Several accounts have the address',
    says: ({ emailAddress }, application) =>
      `More than one account of ${application} has the address ${emailAddress ?? ''}.`,
  },
  'account-name-in-use': {
    short: 'The user name is in use',
    says: ({ accountName }, application) =>
      `No account is found by the rules, and a new one would be called ${accountName}, which is there in ${application} already.`,
  },
}
