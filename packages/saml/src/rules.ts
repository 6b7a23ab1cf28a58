/*
 * All codes of this package in one place: for the tests, which compare rules with those of test data, and
 * for docs/saml-profile.md, whose tables are made from it.
 */

import { bindingProblem } from './bindings/problems.ts'
import { encryptionProblem } from './encryption/problems.ts'
import { metadataProblem } from './messages/metadata-problems.ts'
import { messageProblem } from './messages/problems.ts'
import { logoutRequestTable, logoutResponseTable } from './profile/logout-checks.ts'
import { metadataTable } from './profile/metadata-checks.ts'
import { authnRequestTable } from './profile/request-checks.ts'
import { responseTable } from './profile/response-checks.ts'
import { signatureProblem } from './signature/problems.ts'
import { xmlProblem } from './xml/problems.ts'

/** What a code stands for: the number of its rule and the clause that demands it. */
export interface Rule {
  readonly rule: string
  readonly clause: string
}

const sources: readonly Readonly<Record<string, Rule>>[] = [
  xmlProblem.catalogue,
  messageProblem.catalogue,
  signatureProblem.catalogue,
  encryptionProblem.catalogue,
  bindingProblem.catalogue,
  metadataProblem.catalogue,
  metadataTable,
  logoutResponseTable,
  logoutRequestTable,
  authnRequestTable,
  responseTable,
]

/**
 * Every code by which this package refuses, of the reader and of the tables, with its rule. A code that two tables
 * share means the same in both.
 */
export const rules: ReadonlyMap<string, Rule> = new Map(sources.flatMap((source) => Object.entries(source)))

/** The number of the rule that a code stands for. */
export const ruleOf = (code: string): string | undefined => rules.get(code)?.rule
