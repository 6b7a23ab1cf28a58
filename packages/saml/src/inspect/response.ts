/*
 * How a Response is inspected: verified and judged like at a sign-in, or judged without having been
 * verified.
 */

import { readDecryptionKey } from '../encryption/decrypt.ts'
import { present } from '../messages/fields.ts'
import { readUnverifiedContent, readUnverifiedResponse, verifyResponse } from '../messages/response.ts'
import { Problem } from '../problem.ts'
import { type Identity, identityOf } from '../profile/identity.ts'
import { judgeContent, judgeResponse, type ResponseExpectation } from '../profile/response-checks.ts'
import type { VerificationKey } from '../signature/certificate.ts'
import { signatureProblem } from '../signature/problems.ts'
import type { Input } from './input.ts'
import type { InspectedIdentity, InspectOptions, Reading } from './inspect.ts'
import { envelopeSays, responseSays } from './says.ts'

/**
 * Verifies and judges a Response; when it cannot be verified, judges what it claims, with the reason beside
 * it.
 */
export function readResponse(
  input: Input,
  keys: readonly VerificationKey[],
  options: InspectOptions,
): Reading {
  const expected = expectationOf(options)
  try {
    // Profiles 4.1.2: a Response never comes by Redirect, and a query signature is not looked for.
    if (input.redirect?.signature !== undefined) throw signatureProblem('signature-missing', {})
    const decryption = present({
      decryptionKeys: options.decryptionKeys?.map(readDecryptionKey),
      cbc: options.legacy?.includes('cbc'),
    })
    const verified = verifyResponse(input.octets, keys, decryption)
    return {
      checks: judgeResponse(verified, expected),
      says: responseSays(verified.value),
      identity: shown(identityOf(verified)),
      signatures: verified.signatures,
      problem: undefined,
    }
  } catch (problem) {
    if (!(problem instanceof Problem)) throw problem
    return unverified(input, expected, problem)
  }
}

/** What the message would come to if it were signed: for the reader who wants to know all that is wrong at once. */
function unverified(input: Input, expected: ResponseExpectation, problem: Problem): Reading {
  const none = { identity: null, signatures: null, problem }
  try {
    const content = readUnverifiedContent(input.octets)
    if (content !== undefined) {
      const response = content.unverified
      return { ...none, checks: judgeContent(response, undefined, expected), says: responseSays(response) }
    }
    const { unverified: envelope } = readUnverifiedResponse(input.octets)
    return { ...none, checks: [], says: envelopeSays(envelope) }
  } catch (second) {
    if (!(second instanceof Problem)) throw second
    return { ...none, checks: [], says: [] }
  }
}

/** Compared as given, never parsed: what an administrator types is what the message must say. */
const expectationOf = (options: InspectOptions): ResponseExpectation =>
  present({
    now: options.now,
    clockSkew: options.clockSkew,
    issuer: options.issuer,
    entityId: options.entityId,
    assertionConsumerServiceUrl: options.acs,
    inResponseTo: options.inResponseTo,
    legacy: options.legacy,
  })

/**
 * Attributes become own properties, `__proto__` among them: `fromEntries` defines and never assigns (ATTR-4).
 */
const shown = (identity: Identity): InspectedIdentity => ({
  issuer: identity.issuer,
  nameId: identity.nameId,
  nameIdFormat: identity.nameIdFormat ?? null,
  attributes: Object.fromEntries(identity.attributes),
  sessionIndex: identity.sessionIndex ?? null,
  assertionId: identity.assertionId,
})
