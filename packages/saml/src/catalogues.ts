/*
 * Every refusal of this package in words, by area: for pages and documents that explain a code.
 */

import { bindingProblem } from './bindings/problems.ts'
import { encryptionProblem } from './encryption/problems.ts'
import { metadataProblem } from './messages/metadata-problems.ts'
import { messageProblem } from './messages/problems.ts'
import type { Catalogue, Entry, Facts } from './problem.ts'
import { logoutRequestTable, logoutResponseTable } from './profile/logout-checks.ts'
import { metadataTable } from './profile/metadata-checks.ts'
import { authnRequestTable } from './profile/request-checks.ts'
import { responseTable } from './profile/response-checks.ts'
import { signatureProblem } from './signature/problems.ts'
import { xmlProblem } from './xml/problems.ts'

type Said = Pick<Entry<Facts>, 'cause' | 'remedy'>

/** A row of a table of checks, as a refusal: that is what it is when it is told. */
const refusalsOf = (table: Readonly<Record<string, Said>>): Catalogue =>
  Object.fromEntries(
    Object.entries(table).map(([code, { cause, remedy }]) => [code, { kind: 'refused', cause, remedy }]),
  )

/** Area → code → row. Where two areas have a code in common it means the same in both. */
export const catalogues: Readonly<Record<string, Catalogue>> = {
  'Checks of a response': refusalsOf(responseTable),
  'Checks of an AuthnRequest': refusalsOf(authnRequestTable),
  'Checks of a LogoutRequest': refusalsOf(logoutRequestTable),
  'Checks of a LogoutResponse': refusalsOf(logoutResponseTable),
  'Checks of metadata': refusalsOf(metadataTable),
  Signatures: signatureProblem.catalogue,
  Encryption: encryptionProblem.catalogue,
  Messages: messageProblem.catalogue,
  Metadata: metadataProblem.catalogue,
  Bindings: bindingProblem.catalogue,
  XML: xmlProblem.catalogue,
}
