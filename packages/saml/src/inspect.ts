import type { Check } from './profile/check.ts'
import type { Legacy } from './profile/response-checks.ts'
import type { Certificate } from './signature/certificate.ts'

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

export type MessageKind = 'Response' | 'AuthnRequest' | 'LogoutRequest' | 'LogoutResponse'

export interface InspectedIdentity {
  readonly issuer: string
  readonly nameId: string
  readonly nameIdFormat: string | null
  readonly attributes: Readonly<Record<string, readonly string[]>>
  readonly sessionIndex: string | null
  readonly assertionId: string
}

/** `verdict` to `checks` are, in this order, what `--json` prints; `facts` is for `describe`. */
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
}

/** Judges one captured message: XML, base64, base64 with DEFLATE, or a whole query string. Never throws. */
export function inspect(_input: Uint8Array, _options: InspectOptions = {}): Inspection {
  throw new Error('not written yet')
}

/** What `--json` prints: exactly {verdict, code, kind, identity, checks}. */
export function inspectionJson(inspection: Inspection): string {
  const { verdict, code, kind, identity, checks } = inspection
  return JSON.stringify({ verdict, code, kind, identity, checks }, null, 2)
}

/** Says in words who says what about whom, and each check's verdict. Ends with a line break. */
export function describe(_inspection: Inspection): string {
  throw new Error('not written yet')
}
