/*
 * The offline doctor behind `postern inspect` and the Test page. It calls what a sign-in calls,
 * `verifyResponse` and the table, and adds only what a sign-in must not do: when nothing can be verified it
 * goes on to judge what is claimed, so that an administrator learns all that is wrong at once. Such a claim
 * never becomes an identity: that field is filled when, and only when, the verdict is accepted.
 */

import { Problem } from '../problem.ts'
import type { Check } from '../profile/check.ts'
import { refusal } from '../profile/check.ts'
import type { Legacy } from '../profile/response-checks.ts'
import type { Certificate } from '../signature/certificate.ts'
import type { SignatureFacts } from '../signature/verified.ts'
import { type Input, unpack } from './input.ts'
import { keysOf } from './keys.ts'
import { kindOf, type MessageKind, reading } from './messages.ts'

export type { MessageKind } from './messages.ts'

/** The options of `postern inspect`, parsed. What is left out is not judged. */
export interface InspectOptions {
  readonly certificates?: readonly Certificate[]
  /** Octets of a metadata file: its signing certificates are tried too, and its entityID is the issuer unless given. */
  readonly metadata?: Uint8Array
  readonly issuer?: string
  readonly entityId?: string
  readonly acs?: string
  readonly now?: number
  readonly inResponseTo?: string
  /** PEM. */
  readonly decryptionKeys?: readonly string[]
  readonly binding?: 'post' | 'redirect'
  /** Seconds, 0 to 300; default 180. */
  readonly clockSkew?: number
  readonly legacy?: readonly Legacy[]
}

/**
 * The identity as `--json` prints it: null where the message says nothing, so that the keys are always there.
 */
export interface InspectedIdentity {
  readonly issuer: string
  readonly nameId: string
  readonly nameIdFormat: string | null
  readonly attributes: Readonly<Record<string, readonly string[]>>
  readonly sessionIndex: string | null
  readonly assertionId: string
}

/** `verdict` to `checks` are, in this order, what `--json` prints; the rest is for `describe`. */
export interface Inspection {
  /** `accepted`: a signature was verified with a key that was given and nothing judged was refused. */
  readonly verdict: 'accepted' | 'refused'
  /** Null when accepted, else the code of the first refusal. */
  readonly code: string | null
  /** Null when the input is no SAML message that could be read. */
  readonly kind: MessageKind | null
  /** Null unless accepted. */
  readonly identity: InspectedIdentity | null
  readonly checks: readonly Check[]
  /** The cause and remedy of the refusal, for a person. */
  readonly cause: string | null
  readonly remedy: string | null
  /** Who says what about whom, in sentences; empty when it could not be read. */
  readonly says: readonly string[]
  /** Of the signatures that held; null while none did. */
  readonly signatures: readonly SignatureFacts[] | null
}

/** What judging a message of any kind comes to. */
export interface Reading {
  readonly checks: readonly Check[]
  readonly says: readonly string[]
  readonly identity: InspectedIdentity | null
  readonly signatures: readonly SignatureFacts[] | null
  /** What kept a signature from being verified. */
  readonly problem: Problem | undefined
}

const nothing: Reading = { checks: [], says: [], identity: null, signatures: null, problem: undefined }

/** Judges one captured message: XML, base64, base64 with DEFLATE, or a whole query string. Never throws. */
export function inspect(input: Uint8Array, options: InspectOptions = {}): Inspection {
  let kind: MessageKind | null = null
  try {
    const message = unpack(input, options.binding)
    kind = kindOf(message.octets)
    return conclude(kind, read(kind, message, options))
  } catch (problem) {
    // Anything but our own error is a fault of ours, to be heard of and not to be dressed up as a verdict.
    if (!(problem instanceof Problem)) throw problem
    return conclude(kind, { ...nothing, problem })
  }
}

/** Keys first: metadata that is broken refuses before the message is looked at. */
function read(kind: MessageKind, message: Input, options: InspectOptions): Reading {
  const { keys, issuer } = keysOf(options)
  return reading[kind](message, keys, issuer === undefined ? options : { ...options, issuer })
}

/** What kept the signature from being verified comes before any row: the rows then judged mere claims. */
function conclude(kind: MessageKind | null, found: Reading): Inspection {
  const refused = found.problem ?? refusal(found.checks)
  return {
    verdict: refused === undefined ? 'accepted' : 'refused',
    code: refused?.code ?? null,
    kind,
    identity: refused === undefined ? found.identity : null,
    checks: found.checks,
    cause: refused?.message ?? null,
    remedy: refused?.remedy ?? null,
    says: found.says,
    signatures: found.signatures,
  }
}

/** What `--json` prints: exactly {verdict, code, kind, identity, checks}. */
export function inspectionJson(inspection: Inspection): string {
  const { verdict, code, kind, identity } = inspection
  const checks = inspection.checks.map(({ code, clause, verdict, expected, received }) => ({
    code,
    clause,
    verdict,
    expected,
    received,
  }))
  return JSON.stringify({ verdict, code, kind, identity, checks }, null, 2)
}
