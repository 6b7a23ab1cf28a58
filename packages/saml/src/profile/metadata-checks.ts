/*
 * The table for metadata: what must hold before its keys are trusted.
 */

import { instantText } from '../messages/instant.ts'
import type { Metadata } from '../messages/metadata.ts'
import { type Check, judged, judgeOf, notJudged, type Table } from './check.ts'

/** What metadata is judged against before it is trusted. What is left out is `not judged`. */
export interface MetadataExpectation {
  readonly now?: number
  /** The entity asked for (MD-3). */
  readonly entityId?: string
  /** A key was configured out of band: the signature must be made with it, and validUntil must be there. */
  readonly keyConfigured?: boolean
}

/** What the rows look at. */
interface MetadataSubject {
  readonly metadata: Metadata
  readonly expected: MetadataExpectation
}

/**
 * The table for metadata. Entra signs with the key that the metadata itself shows and gives no validUntil: then trust
 * is the administrator's, who compares the fingerprint, and these rows are not judged.
 */
export const metadataTable = {
  'metadata-signature': {
    rule: 'MD-1',
    clause: 'SAML Metadata 3, SAML2int SDP-MD02',
    cause: 'The metadata is not signed with the key that was configured, or its signature does not hold.',
    remedy: 'Download the metadata again; compare the fingerprint of its signing key with its operator.',
    judge({ metadata: { signature }, expected: { keyConfigured } }) {
      if (signature.state === 'broken') return judged(false, 'a signature that holds', signature.cause)
      if (!keyConfigured) return notJudged(undefined, signature.state)
      return judged(signature.state === 'trusted', 'signed with the configured key', signature.state)
    },
  },
  'metadata-valid-until': {
    rule: 'MD-2',
    clause: 'SAML Metadata 2.3.2, SAML2int SDP-MD03',
    cause: 'The metadata is out of date, or does not say until when it is good.',
    remedy: 'Download the metadata again; if it stays so, ask its operator to renew it.',
    judge({ metadata, expected: { now, keyConfigured } }) {
      const ends = [metadata.validUntil, ...metadata.entities.map((entity) => entity.validUntil)].filter(
        (end) => end !== undefined,
      )
      const received = ends.map((end) => instantText(end)).join(', ')
      if (ends.length === 0)
        return keyConfigured ? judged(false, 'validUntil', 'none') : notJudged(undefined, 'none')
      if (now === undefined) return notJudged(undefined, received)
      return judged(
        ends.every((end) => now < end),
        `after ${instantText(now)}`,
        received,
      )
    },
  },
  'metadata-entity-id': {
    rule: 'MD-3',
    clause: 'SAML Metadata 2.3.2',
    cause: 'The metadata does not describe the entity that was asked for.',
    remedy: 'Compare the entity ID, the trailing slash included.',
    judge({ metadata, expected: { entityId } }) {
      const received = metadata.entities.map((entity) => entity.entityId)
      if (entityId === undefined) return notJudged(undefined, received.slice(0, 3).join(', '))
      return judged(received.includes(entityId), entityId, received.slice(0, 3).join(', '))
    },
  },
} as const satisfies Table<MetadataSubject>

const judge = judgeOf<MetadataSubject>(metadataTable)

/** Judges all rows, in order; none stops another. */
export function judgeMetadata(metadata: Metadata, expected: MetadataExpectation): readonly Check[] {
  return judge({ metadata, expected })
}
