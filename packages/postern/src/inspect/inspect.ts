import { readFileSync } from 'node:fs'
import { describe, type Inspection, inspect, inspectionJson, readCertificates } from '@postern/saml'
import { Problem } from '@postern/saml/problem'
import { type CommandLine, readCommandLine } from './options.ts'
import { inspectProblem } from './problems.ts'
import { inspectUsage } from './usage.ts'

const standardInput = 0

/** `postern inspect`. Exit status 0 accepted, 1 not accepted, 2 where the line cannot be understood or a file not read. */
export function inspectCommand(rest: readonly string[]): number {
  if (rest.includes('--help') || rest.includes('-h')) {
    process.stdout.write(inspectUsage)
    return 0
  }
  try {
    const line = readCommandLine(rest)
    const inspection = inspectAsTold(line)
    process.stdout.write(line.json ? `${inspectionJson(inspection)}\n` : describe(inspection))
    return inspection.verdict === 'accepted' ? 0 : 1
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    process.stderr.write(`postern inspect: ${error.message} ${error.remedy}\n`)
    return 2
  }
}

function inspectAsTold(line: CommandLine): Inspection {
  const { file, json: _json, certificateFiles, metadataFile, decryptionKeyFiles, ...expectations } = line
  const message = readNamed(file)
  const metadata = metadataFile === undefined ? {} : { metadata: readNamed(metadataFile) }
  const certificateOctets = certificateFiles.map(readNamed)
  const decryptionKeys = decryptionKeyFiles.map((name) => Buffer.from(readNamed(name)).toString('utf8'))
  try {
    const certificates = certificateOctets.flatMap(readCertificates)
    return inspect(message, { ...expectations, ...metadata, certificates, decryptionKeys })
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    return notJudged(error)
  }
}

/** A certificate or key that is none leaves nothing to judge with: refused, not accepted on the rest. */
function notJudged({ code, message, remedy }: Problem): Inspection {
  return {
    verdict: 'refused',
    code,
    kind: null,
    identity: null,
    checks: [],
    cause: message,
    remedy,
    says: [],
    signatures: [],
  }
}

function readNamed(file: string): Uint8Array {
  try {
    return readFileSync(file === '-' ? standardInput : file)
  } catch (error) {
    const why = error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
    throw inspectProblem('file-unreadable', { file, why }, { cause: error })
  }
}
