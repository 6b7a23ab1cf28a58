/*
 * Which keys a captured message is verified with: those that were given, and no other (KEY-1). The
 * certificate inside the message is not even a fallback: it would turn every forgery into a genuine message
 * of an unknown party.
 */

import { type Entity, readMetadata } from '../messages/metadata.ts'
import { refusal } from '../profile/check.ts'
import { judgeMetadata } from '../profile/metadata-checks.ts'
import type { Certificate } from '../signature/certificate.ts'
import type { InspectOptions } from './inspect.ts'

/** What the message may be verified with, and by whom it should be issued. */
export interface Keys {
  readonly keys: readonly Certificate[]
  /** The issuer given, else the one entity of the metadata. */
  readonly issuer: string | undefined
}

/** The keys that were given: certificates, and those of the entity in the metadata (KEY-2). */
export function keysOf(options: InspectOptions): Keys {
  const given = options.certificates ?? []
  if (options.metadata === undefined) return { keys: given, issuer: options.issuer }
  const metadata = readMetadata(options.metadata)
  const broken = refusal(judgeMetadata(metadata, {}))
  if (broken !== undefined) throw broken
  const named = metadata.entities.filter((entity) => entity.entityId === options.issuer)
  const entities = options.issuer === undefined ? metadata.entities : named
  const [only, ...more] = entities
  const issuer = options.issuer ?? (more.length === 0 ? only?.entityId : undefined)
  return { keys: [...given, ...entities.flatMap(signingCertificates)], issuer }
}

/**
 * Of both roles: a service provider signs requests, an identity provider responses, and a file may describe
 * both.
 */
const signingCertificates = (entity: Entity) => [
  ...(entity.identityProvider?.certificates ?? []),
  ...(entity.serviceProvider?.certificates ?? []),
]
