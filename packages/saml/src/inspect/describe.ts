/*
 * The doctor's words. An administrator reads them with a captured message at hand and wants three answers:
 * who says what about whom, which check refused and by how much, and what to do. Whatever the message says
 * is printed so that it cannot move the cursor, change the writing direction or clear the screen of whoever
 * reads it.
 */

import type { Inspection } from './inspect.ts'

/** Says in words who says what about whom, each check's verdict, and what to do. Ends with a line break. */
export function describe(inspection: Inspection): string {
  const { verdict, code, kind, cause, remedy, says } = inspection
  const proven = inspection.signatures !== null
  const heading = kind === null ? 'No SAML message.' : `${kind}${proven ? '' : ' (nothing in it is proved)'}`
  const refused = verdict === 'refused' ? [`Refused: ${code}`, `  ${cause}`, `  ${remedy}`] : ['Accepted.']
  const parts = [
    [heading, ...says.map(printable)],
    signatureLines(inspection),
    checkLines(inspection),
    refused,
  ]
  return `${parts
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`
}

/** One sentence for each signature that held: enough to find its certificate again. */
function signatureLines({ signatures }: Inspection): readonly string[] {
  return (signatures ?? []).map(({ covers, algorithm, keyType, keyBits, certificateSha256 }) => {
    const name = algorithm.slice(algorithm.lastIndexOf('#') + 1)
    return `The ${covers} is signed with ${name}, ${keyType} ${keyBits}, by the certificate with SHA-256 ${certificateSha256}.`
  })
}

/** One line for each row of the table; the clause at its end, for those who want to read on. */
function checkLines({ checks }: Inspection): readonly string[] {
  const width = Math.max(...checks.map((check) => check.code.length), 0)
  return checks.map(({ code, verdict, expected, received, clause }) => {
    const compared = [
      expected === null ? undefined : `expected ${expected}`,
      received === null ? undefined : `received ${received}`,
    ].filter((part) => part !== undefined)
    const line = `${verdict.padEnd(10)}  ${code.padEnd(width)}  ${compared.join('; ')}`
    return printable(`${line.trimEnd()}  [${clause}]`)
  })
}

/** What a message says must not move the cursor of whoever reads it: control and format characters are shown as numbers. */
const printable = (text: string) =>
  text.replace(/[\p{Cc}\p{Cf}]/gu, (c) => (c === '\n' ? '\n  ' : `\\u{${c.codePointAt(0)?.toString(16)}}`))
