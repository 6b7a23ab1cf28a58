/*
 * Metadata: how two parties come to know each other. Its signature is a fact to be shown: Entra signs with a
 * key that only the document itself shows, which proves that it is whole and not whose it is. Trust is an
 * administrator's decision, by fingerprint, unless a key was configured out of band; then the table demands
 * it (MD-1).
 */

import { Problem } from '../problem.ts'
import type { Certificate } from '../signature/certificate.ts'
import { signatureProblem } from '../signature/problems.ts'
import { verify } from '../signature/verify.ts'
import type { Element } from '../xml/element.ts'
import { readXml } from '../xml/reader.ts'
import { type Entity, readEntity, shownCertificates, validUntilOf } from './entity.ts'
import { checkRoot, hasSignature, present } from './fields.ts'
import { checkIds } from './ids.ts'
import { metadataProblem } from './metadata-problems.ts'
import { DS, MD } from './names.ts'

export type {
  Endpoint,
  Entity,
  IdentityProviderRole,
  IndexedEndpoint,
  ServiceProviderRole,
} from './entity.ts'

/**
 * - `absent`: not signed.
 * - `trusted`: verified with a key that was given.
 * - `self-signed`: verified with a certificate that stands in the document itself (Entra's way): it proves that the
 *   document is whole, not who wrote it.
 * - `broken`: signed, and the signature does not hold.
 */
export type MetadataSignature =
  | { readonly state: 'absent' }
  | {
      readonly state: 'trusted' | 'self-signed'
      readonly certificate: Certificate
      readonly algorithm: string
    }
  | { readonly state: 'broken'; readonly code: string; readonly cause: string }

/** All that a metadata file says, and what its signature is worth. */
export interface Metadata {
  readonly entities: readonly Entity[]
  readonly validUntil?: number
  readonly signature: MetadataSignature
}

/**
 * Reads an EntityDescriptor or EntitiesDescriptor. With `keys` a signature by one of them is `trusted`.
 * Throws Problem `xml-…`, `metadata-…`. A broken signature does not throw: it is a fact to show and to refuse.
 */
export function readMetadata(
  octets: Uint8Array,
  options: { readonly keys?: readonly Certificate[] } = {},
): Metadata {
  const { root } = readXml(octets)
  const known = root.is(MD, 'EntityDescriptor') || root.is(MD, 'EntitiesDescriptor')
  if (!known) checkRoot(root, MD, 'EntityDescriptor')
  checkIds(root.document)
  if (!hasSignature(root)) return metadataOf(root, { state: 'absent' })
  return verifiedMetadata(root, options.keys ?? []) ?? brokenMetadata(root, options.keys ?? [])
}

/** What a signature that holds covers is read from the octets that were digested, as everywhere. */
function verifiedMetadata(root: Element, keys: readonly Certificate[]): Metadata | undefined {
  const shown = shownCertificates(root.child(DS, 'Signature'))
  const attempts = [
    { state: 'trusted', certificates: keys },
    { state: 'self-signed', certificates: shown },
  ] as const
  for (const { state, certificates } of attempts) {
    for (const certificate of certificates) {
      const found = attempt(() =>
        verify(root, [certificate], (again, [facts]) =>
          metadataOf(again, { state, certificate, algorithm: facts?.algorithm ?? '' }),
        ),
      )
      if ('value' in found) return found.value.value
    }
  }
  return undefined
}

/** Why it does not hold; everything is still read, to be shown and not to be used. */
function brokenMetadata(root: Element, keys: readonly Certificate[]): Metadata {
  const certificates = [...keys, ...shownCertificates(root.child(DS, 'Signature'))]
  const found = attempt(() => verify(root, certificates, () => undefined))
  const reason = 'problem' in found ? found.problem : signatureProblem('signature-missing', {})
  return metadataOf(root, { state: 'broken', code: reason.code, cause: reason.message })
}

/** Only what `signature/` throws is an answer here; a fault in the metadata itself goes on to the caller. */
function attempt<T>(of: () => T): { readonly value: T } | { readonly problem: Problem } {
  try {
    return { value: of() }
  } catch (problem) {
    if (problem instanceof Problem && problem.code.startsWith('signature-')) return { problem }
    throw problem
  }
}

/** Entities may be nested in EntitiesDescriptors to any depth that the reader allows. */
function metadataOf(root: Element, signature: MetadataSignature): Metadata {
  const descriptors = root.is(MD, 'EntityDescriptor')
    ? [root]
    : root.descendants().filter((element) => element.is(MD, 'EntityDescriptor'))
  const entities = descriptors.map(readEntity)
  if (entities.length === 0) throw metadataProblem('metadata-entity', {})
  const seen = new Set<string>()
  for (const { entityId } of entities) {
    // Which of two descriptors counts would depend on who looks (MD-4).
    if (seen.has(entityId)) throw metadataProblem('metadata-duplicate', { entityId })
    seen.add(entityId)
  }
  return present({ entities, validUntil: validUntilOf(root), signature })
}
