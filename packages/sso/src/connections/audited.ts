import type { Store } from '@postern/kit/store'
import { HTTP_REDIRECT } from '@postern/saml'
import type { Facts } from '../audit/change.ts'
import { record, type Who } from '../audit/store.ts'
import { signedPartWords } from './choices.ts'
import { believedCertificates, type Connection } from './connection.ts'
import { ssoLocationOf } from './location.ts'
import { type Connections, connections } from './store.ts'

/**
 * Changes a connection, and writes what differs into the audit log: both or neither. `work` gets the connections of the
 * transaction; where it answers false nothing was changed, and nothing is written.
 */
export async function changeConnection(
  of: { readonly store: Store; readonly who: Who; readonly before: Connection; readonly action: string },
  work: (inside: Connections) => Promise<unknown>,
): Promise<boolean> {
  const { before, who, action } = of
  return of.store.transaction(async (inside) => {
    const kept = connections(inside)
    if ((await work(kept)) === false) return false
    const after = await kept.find(before.id)
    await record(inside, who, {
      action,
      subject: { kind: 'Connection', id: before.id, name: after?.name ?? before.name },
      before: factsOf(before),
      after: after ? factsOf(after) : {},
    })
    return true
  })
}

/** Everything that is chosen of a connection, under the labels of its pages. */
function factsOf(of: Connection): Facts {
  const { accounts, choices, identityProvider } = of
  return {
    'Identity provider name': of.name,
    State: of.state,
    Application: of.applicationId,
    'Entity ID': identityProvider?.entityId,
    'SSO location': ssoLocationOf(of),
    'Login URL': identityProvider?.singleSignOn.find(({ binding }) => binding === HTTP_REDIRECT)?.location,
    'Logout URL': identityProvider?.singleLogout?.location,
    'Published URL': identityProvider?.source?.address,
    'Read it every hour': identityProvider?.source?.followed === true,
    'Certificates that are believed (SHA-256)': believedCertificates(of)
      .map(({ sha256 }) => sha256)
      .toSorted(),
    'Known domains': of.knownDomains,
    'Any domain': of.anyDomain,
    "Create users in Bitbucket's internal Directory if needed": accounts.create,
    'Groups for users': accounts.groups,
    'Everybody signs in anew (ForceAuthn)': choices.forceAuthn,
    'Tell the identity provider the address that was typed (login_hint)': choices.loginHint,
    'Sign the requests': choices.signsRequests,
    'What must be signed': signedPartWords(choices.signedPart),
    'Accept sign-in that the identity provider starts': of.unsolicited,
    'Clock difference allowed, in seconds': of.clockSkewSeconds,
    Legacy: of.legacy,
    'Seconds before people go on by themselves': choices.delaySeconds,
    'Warn by mail': choices.warned,
  }
}
