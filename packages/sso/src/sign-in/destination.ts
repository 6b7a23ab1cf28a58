import type { Account } from '../accounts/account.ts'
import type { Connector } from '../connectors/connector.ts'
import type { Begun } from './begun.ts'
import type { SignInPorts } from './ports.ts'

/** Where a person goes who is signed in now: back to the application that waits, or in by its own door. */
export function destination(of: {
  readonly begun: Begun
  readonly account: Account
  readonly connector: Connector
  readonly relayState: string | undefined
  readonly ports: Pick<SignInPorts, 'issuer'>
}): string {
  const { begun, account, connector, ports } = of
  const signIn = begun.by === 'this-browser' ? begun.signIn : undefined
  if (signIn?.returnTo.to === 'interaction') return `/sign-in/${signIn.returnTo.uid}`
  const target = signIn ? undefined : localPath(of.relayState)
  const loginHint = account.userName
  return connector.entrance({ issuer: ports.issuer, loginHint, ...(target ? { target } : {}) })
}

/**
 * A RelayState that nobody here made is believed only as a path at the application: an address in it would make this
 * server send people anywhere (open redirect).
 */
export function localPath(relayState: string | undefined): string | undefined {
  if (relayState === undefined || relayState.length > 2_000) return undefined
  return /^\/(?![/\\])[\x21-\x5b\x5d-\x7e]*$/.test(relayState) ? relayState : undefined
}
