import {
  identityOf,
  judgeResponse,
  Problem,
  readCertificate,
  readDecryptionKey,
  refusal,
  verifyResponse,
} from '@postern/saml'
import type { Message, Named } from './message.ts'

/** What we say. `verified`: a signature held; whom it names then, whatever the table of checks says. */
export interface Ours {
  readonly verified: boolean
  /** The code of the refusal; undefined when all is accepted. */
  readonly code: string | undefined
  readonly named?: Named
}

const legacy = ['sha1', 'cbc', 'life'] as const

/** Verifies and judges the message. Anything thrown but our own error is a bug, and comes through. */
export function judge({ octets, of }: Message): Ours {
  try {
    const verified = verifyResponse(octets, of.certificates.map(readCertificate), {
      decryptionKeys: of.decryptionKey === undefined ? [] : [readDecryptionKey(of.decryptionKey)],
      cbc: of.old,
    })
    const checks = judgeResponse(verified, {
      now: of.now,
      clockSkew: 0,
      ...(of.issuer ? { issuer: of.issuer } : {}),
      ...(of.entityId ? { entityId: of.entityId } : {}),
      ...(of.replyUrl ? { assertionConsumerServiceUrl: of.replyUrl } : {}),
      ...(of.inResponseTo ? { inResponseTo: of.inResponseTo } : {}),
      legacy: of.old ? legacy : [],
    })
    const { nameId, attributes } = identityOf(verified)
    return {
      verified: true,
      code: refusal(checks)?.code,
      named: { nameId, attributes: Object.fromEntries(attributes) },
    }
  } catch (problem) {
    if (problem instanceof Problem) return { verified: false, code: problem.code }
    throw problem
  }
}
