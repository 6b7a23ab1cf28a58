import {
  type Entity,
  HTTP_POST,
  HTTP_REDIRECT,
  type IdentityProviderRole,
  judgeMetadata,
  type Metadata,
  Problem,
  readMetadata,
  refusal,
} from '@postern/saml'
import { type IdentityProvider, isOurAddress } from '../connections/connection.ts'
import { metadataProblem } from './metadata-problems.ts'
import { refuseOtherKinds } from './other-kinds.ts'

type Described = Entity & { readonly identityProvider: IdentityProviderRole }

/**
 * Reads an identity provider's metadata for a connection whose address is `ourAddress`. That it is the right one's is the
 * administrator's to compare: a signature by a key that the file itself shows proves only that the file is whole.
 * Throws Problem `xml-…`, `metadata-…`.
 */
export function readIdentityProvider(
  octets: Uint8Array,
  of: { readonly ourAddress: string; readonly now: number },
): IdentityProvider {
  refuseOtherKinds(octets)
  const metadata = readXml(octets)
  const refused = refusal(judgeMetadata(metadata, { now: of.now }))
  if (refused) throw refused
  return identityProviderOf(theOne(metadata.entities, of.ourAddress))
}

/** The words of the reader are about messages between servers; what to do about a file is another thing. */
function readXml(octets: Uint8Array): Metadata {
  try {
    return readMetadata(octets)
  } catch (thrown) {
    if (!(thrown instanceof Problem) || thrown.code.startsWith('metadata-')) throw thrown
    throw metadataProblem('metadata-unreadable', { why: thrown.message }, { cause: thrown })
  }
}

function theOne(entities: readonly Entity[], ourAddress: string): Described {
  const ours = entities.find(({ entityId }) => isOurAddress(entityId, ourAddress))
  if (ours) throw metadataProblem('metadata-ourselves', { entityId: ours.entityId })
  const described = entities.filter((entity): entity is Described => entity.identityProvider !== undefined)
  const [entity, ...more] = described
  if (!entity) {
    const names = entities.slice(0, 5).map((one) => one.entityId)
    throw metadataProblem('metadata-not-identity-provider', { entities: names })
  }
  if (more.length > 0) {
    throw metadataProblem('metadata-several', { entities: described.slice(0, 10).map((one) => one.entityId) })
  }
  return entity
}

function identityProviderOf({ entityId, identityProvider: role }: Described): IdentityProvider {
  const singleSignOn = role.singleSignOn.filter(usable)
  if (singleSignOn.length === 0) throw metadataProblem('metadata-no-sign-on', { entityId })
  if (role.certificates.length === 0) throw metadataProblem('metadata-no-certificate', { entityId })
  const singleLogout = role.singleLogout.find(usable)
  return {
    entityId,
    singleSignOn,
    ...(singleLogout ? { singleLogout } : {}),
    certificates: role.certificates,
  }
}

const usable = ({ binding }: { readonly binding: string }) =>
  binding === HTTP_REDIRECT || binding === HTTP_POST
