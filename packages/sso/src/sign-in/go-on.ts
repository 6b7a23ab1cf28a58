import type { Web } from '@postern/kit/http'
import type { Account } from '../accounts/account.ts'
import type { Application } from '../applications/application.ts'
import type { Connector } from '../connectors/connector.ts'
import { enterUnasked, waitingPath } from '../saml-provider/interaction.tsx'
import type { SignInPorts } from './ports.ts'
import type { ReturnTo } from './sign-in.ts'

export interface SignedIn {
  /** Undefined: nobody here began. */
  readonly returnTo: ReturnTo | undefined
  readonly account: Account
  readonly application: Application
  readonly connector: Connector
  /** Epoch milliseconds. */
  readonly authenticatedAt: number
  readonly relayState: string | undefined
}

/** Sends on a person who is signed in now: back to the application that waits, or in by its own door. */
export async function goOn(web: Web, of: SignedIn, ports: Pick<SignInPorts, 'issuer'>): Promise<Response> {
  const { returnTo, account, application, connector } = of
  const waits = returnTo && waitingAt(returnTo)
  if (waits) return web.redirect(waits, 303)
  if (application.protocol === 'saml') return enterUnasked(web, of)
  const target = returnTo ? undefined : localPath(of.relayState)
  const loginHint = account.userName
  const entrance = connector.entrance({ issuer: ports.issuer, loginHint, ...(target ? { target } : {}) })
  return web.redirect(entrance, 303)
}

function waitingAt(returnTo: ReturnTo): string | undefined {
  switch (returnTo.to) {
    case 'interaction':
      return `/sign-in/${returnTo.uid}`
    case 'saml':
      return `${waitingPath}/${returnTo.id}`
    case 'test':
    case 'entrance':
      return undefined
  }
}

/**
 * A RelayState that nobody here made is believed only as a path at the application: an address in it would make this
 * server send people anywhere (open redirect).
 */
export function localPath(relayState: string | undefined): string | undefined {
  if (relayState === undefined || relayState.length > 2_000) return undefined
  return /^\/(?![/\\])[\x21-\x5b\x5d-\x7e]*$/.test(relayState) ? relayState : undefined
}
