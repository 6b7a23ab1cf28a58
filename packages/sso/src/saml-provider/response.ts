import type { World } from '@postern/kit/world'
import { authnContexts, nameIdFormats, writeErrorResponse, writeResponse } from '@postern/saml'
import type { Account } from '../accounts/account.ts'
import type { Application } from '../applications/application.ts'
import { samlAddresses } from './addresses.ts'
import { assertionConsumerServiceOf, entityIdOf } from './application.ts'
import { samlSigningKey } from './signing-key.ts'

const minute = 60_000

/** What a Response tells. Times are epoch milliseconds. */
export interface Told {
  readonly account: Account
  readonly application: Application
  /** Undefined: nobody asked (IdP-initiated). */
  readonly inResponseTo: string | undefined
  /** When the identity provider saw the person. */
  readonly authenticatedAt: number
}

/**
 * The signed Response that names the account to its application. The name is the user name there; the assertion is good for
 * five minutes and for this application alone.
 */
export async function responseFor(of: Told, world: World): Promise<string> {
  const { account, application, inResponseTo } = of
  const now = world.clock()
  const id = () => `_${world.random(16).toString('hex')}`
  const destination = assertionConsumerServiceOf(application)
  return writeResponse({
    id: id(),
    issueInstant: now,
    destination,
    ...(inResponseTo === undefined ? {} : { inResponseTo }),
    issuer: samlAddresses(world.settings.publicUrl).entityId,
    assertion: {
      id: id(),
      issueInstant: now,
      nameId: { value: account.userName, format: nameIdFormats.unspecified },
      audience: entityIdOf(application),
      recipient: destination,
      notBefore: now - minute,
      notOnOrAfter: now + 5 * minute,
      authnInstant: of.authenticatedAt,
      authnContextClassRef: authnContexts.unspecified,
      attributes: [
        { name: 'username', values: [account.userName] },
        { name: 'displayName', values: [account.displayName] },
        { name: 'email', values: [account.emailAddress] },
      ],
    },
    sign: { key: await samlSigningKey(world), option: 'both' },
  })
}

const status = 'urn:oasis:names:tc:SAML:2.0:status:'

/** What an application is told that allowed nobody to be asked, where somebody would have to be (Core 3.4.1, IsPassive). */
export function noPassive(
  of: { readonly application: Application; readonly inResponseTo: string },
  world: World,
): string {
  return writeErrorResponse({
    id: `_${world.random(16).toString('hex')}`,
    issueInstant: world.clock(),
    destination: assertionConsumerServiceOf(of.application),
    inResponseTo: of.inResponseTo,
    issuer: samlAddresses(world.settings.publicUrl).entityId,
    codes: [`${status}Responder`, `${status}NoPassive`],
  })
}
