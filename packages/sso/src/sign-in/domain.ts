import type { Identity } from '@postern/saml'
import { claimNames, usualUserName } from '../account-rules/person.ts'
import type { Connection } from '../connections/connection.ts'
import { domainOf, knowsDomain } from '../connections/domains.ts'
import { signInProblem } from './problems.ts'
import { type Row, row } from './rows.ts'

type Vouching = Pick<Connection, 'name' | 'knownDomains' | 'anyDomain'>

/**
 * Whether the identity provider may vouch for this person: the domain of the user name, else of the user principal name,
 * else of the address must be known. Without this an identity provider of one company could let in people of another.
 */
export function judgeDomain(identity: Identity, connection: Vouching): Row {
  const { name: connectionName, knownDomains, anyDomain } = connection
  const name = vouchedName(identity)
  const domain = domainOf(name)
  const known = knowsDomain(connection, domain)
  return row({
    code: 'known-domain',
    clause: 'Known domains',
    problem: known
      ? undefined
      : signInProblem('domain-not-known', { name, knownDomains, connection: connectionName }),
    expected: anyDomain ? 'any domain' : knownDomains.join(', '),
    received: domain ?? name,
  })
}

/** The domain that was judged; a session lives as long as it is known. */
export const vouchedDomain = (identity: Identity): string | undefined => domainOf(vouchedName(identity))

function vouchedName(identity: Identity): string {
  const claim = (name: string) => identity.attributes.get(name)?.[0] ?? ''
  const userName = usualUserName(identity)
  const names = [userName, claim(claimNames.name), claim(claimNames.emailAddress)]
  return names.find((name) => domainOf(name) !== undefined) ?? userName
}
