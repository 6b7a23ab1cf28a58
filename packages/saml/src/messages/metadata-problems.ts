import { problems } from '../problem.ts'
import { refusalOf } from '../refusals.ts'

const operator = 'Download the metadata again from the other party; if it stays so, ask its administrator.'

/** Why metadata cannot be used. */
const catalogue = {
  'metadata-entity': refusalOf(
    'MD-3',
    'SAML Metadata 2.3.2',
    'There is no EntityDescriptor with an entityID of 1 to 1024 characters.',
    operator,
    'invalid',
  ),
  'metadata-duplicate': refusalOf<{ entityId: string }>(
    'MD-4',
    'SAML Metadata 2.3.1',
    (f) => `Two descriptors have the entityID ${f.entityId}.`,
    operator,
    'invalid',
  ),
  /** crewjam CVE-2023-45683, ZITADEL CVE-2026-29191: the address of an endpoint was a script. */
  'metadata-location': refusalOf<{ element: string; location: string }>(
    'IDP-2',
    'SAML Metadata 2.2.2, CVE-2023-45683',
    (f) => `The Location of ${f.element} is no https address: ${f.location}`,
    'Use https; plain http is for localhost and 127.0.0.1 alone.',
    'invalid',
  ),
  'metadata-time': refusalOf<{ received: string }>(
    'TIME-3',
    'SAML Core 1.3.3',
    (f) => `validUntil is no time in UTC: ${f.received}`,
    operator,
    'invalid',
  ),
  /** Each is parsed. */
  'metadata-certificates': refusalOf<{ count: number }>(
    'LIM-2',
    'Postern limits',
    (f) => `One KeyInfo shows ${f.count} certificates; 32 are the most.`,
    operator,
    'invalid',
  ),
}

export const metadataProblem = problems(catalogue)
