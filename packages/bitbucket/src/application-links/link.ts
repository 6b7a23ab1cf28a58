import { isProviderAddress } from '../authentication-methods/index.ts'
import type { Scope } from './scopes.ts'

/** Another application that may call Bitbucket for a user: an incoming link, OAuth 2.0. */
export interface ApplicationLink {
  readonly id: number
  readonly name: string
  readonly redirectUrl: string
  readonly scopes: readonly Scope[]
  readonly clientId: string
  /** Epoch milliseconds. */
  readonly createdAt: number
}

/** What an administrator says of a new link. */
export type LinkRequest = Pick<ApplicationLink, 'name' | 'redirectUrl' | 'scopes'>

export interface LinkFault {
  readonly field: 'name' | 'redirectUrl'
  readonly message: string
}

export function faultsOf({ name, redirectUrl }: LinkRequest): readonly LinkFault[] {
  const faults: LinkFault[] = []
  if (name.trim() === '' || name.length > 255)
    faults.push({ field: 'name', message: 'Name needs 1 to 255 characters.' })
  // The authorization code goes there: over plain http anybody on the way could take it.
  if (!isProviderAddress(redirectUrl))
    faults.push({
      field: 'redirectUrl',
      message: 'Redirect URL must start with https:// (http:// only for localhost and 127.0.0.1).',
    })
  return faults
}
