import {
  identityOf,
  judgeResponse,
  readCertificate,
  readDecryptionKey,
  readPost,
  readSigningKey,
  refusal,
  verifyResponse,
  writePost,
  writeResponse,
} from '@postern/saml'
import type { Contender, Seen } from '../contender.ts'
import { responseToWrite } from '../fixtures.ts'
import { groupsAttribute, parties } from '../parties.ts'

const keys = [readCertificate(parties.idpCertificate)]
const decryptionKeys = [readDecryptionKey(parties.spKey)]
const signingKey = readSigningKey(parties.idpKey, parties.idpCertificate)
const expected = {
  issuer: parties.issuer,
  entityId: parties.entityId,
  assertionConsumerServiceUrl: parties.replyUrl,
  inResponseTo: parties.requestId,
  unsolicited: false,
}

/** All of it: base64 in, signature verified, every row judged, identity out. */
function validate(parameter: string): Seen {
  const verified = verifyResponse(readPost(parameter), keys, { decryptionKeys })
  const refused = refusal(judgeResponse(verified, { ...expected, now: Date.now() }))
  if (refused !== undefined) throw refused
  const { nameId, attributes } = identityOf(verified)
  return { nameId, groups: attributes.get(groupsAttribute)?.length ?? 0 }
}

export const postern: Contender = {
  name: 'postern',
  validator: () => validate,
  issuer() {
    // Of the person it is known already what is to be said, as it is by the peers.
    const { attributes } = responseToWrite(20, 'assertion', 0).assertion
    return () => {
      const of = responseToWrite(20, 'assertion', Date.now(), attributes)
      return writePost(writeResponse({ ...of, sign: { key: signingKey, option: 'assertion' } }))
    }
  },
}
