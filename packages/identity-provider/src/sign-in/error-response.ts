import type { Web } from '@postern/kit/http'
import { statusCodes, writeErrorResponse } from '@postern/saml'
import { guid } from '../guid.ts'
import { correlationOf } from '../sign-in-logs/correlation.ts'
import { addressesOf, type Tenant } from '../tenant/tenant.ts'
import type { Ask } from './ask.ts'

type Codes = readonly [string, string]

/** A Response that refuses, as Entra writes it (entra.md 1.9, 6.3): unsigned, and it names nobody. */
export function errorResponse(
  web: Web,
  tenant: Tenant,
  of: { readonly to: Pick<Ask, 'inResponseTo'>; readonly codes: Codes; readonly message: string },
): string {
  const { now, reference, world } = web.var
  const timestamp = `${new Date(now).toISOString().slice(0, 19).replace('T', ' ')}Z`
  return writeErrorResponse({
    id: `_${guid(world.random)}`,
    issueInstant: now,
    inResponseTo: of.to.inResponseTo,
    issuer: addressesOf(world.settings.publicUrl, tenant).entityId,
    codes: of.codes,
    message: `${of.message}\nTrace ID: ${reference}\nCorrelation ID: ${correlationOf(web)}\nTimestamp: ${timestamp}`,
  })
}

/** The status codes of a refusal (Core 3.2.2.2). */
export function codesOf(refusal: string): Codes {
  const { requester, responder } = statusCodes
  switch (refusal) {
    case 'AADSTS75016':
      return [requester, statusCodes.invalidNameIdPolicy]
    case 'AADSTS75011':
      return [requester, statusCodes.noAuthnContext]
    case 'AADSTS900235':
    case 'AADSTS900236':
      return [requester, statusCodes.requestUnsupported]
    case 'AADSTS50105':
      return [requester, statusCodes.requestDenied]
    default:
      return [responder, statusCodes.authnFailed]
  }
}
