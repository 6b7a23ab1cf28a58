import { parseArgs } from 'node:util'
import { inspectProblem } from './problems.ts'

const legacyChoices = ['sha1', 'cbc', 'life'] as const
export type LegacyChoice = (typeof legacyChoices)[number]

/** The command line of `postern inspect`, in the types it means; files are still names. */
export interface CommandLine {
  readonly file: string
  readonly json: boolean
  readonly certificateFiles: readonly string[]
  readonly metadataFile?: string
  readonly decryptionKeyFiles: readonly string[]
  readonly issuer?: string
  readonly entityId?: string
  readonly acs?: string
  readonly inResponseTo?: string
  /** Epoch milliseconds. */
  readonly now?: number
  readonly binding?: 'post' | 'redirect'
  readonly clockSkew: number
  readonly legacy: readonly LegacyChoice[]
}

const text = { type: 'string' } as const
const texts = { type: 'string', multiple: true } as const
const known = {
  certificate: texts,
  metadata: text,
  issuer: text,
  'entity-id': text,
  acs: text,
  now: text,
  'in-response-to': text,
  'decryption-key': texts,
  binding: text,
  'clock-skew': text,
  legacy: text,
  json: { type: 'boolean' },
} as const

/** Throws Problem `command-line` where the line cannot be understood. */
export function readCommandLine(rest: readonly string[]): CommandLine {
  const { values, positionals } = parse(rest)
  const [file] = positionals
  if (file === undefined || positionals.length > 1) throw wrong('Name one FILE, or - for standard input.')
  return {
    file,
    json: values.json ?? false,
    certificateFiles: values.certificate ?? [],
    decryptionKeyFiles: values['decryption-key'] ?? [],
    clockSkew: readSkew(values['clock-skew']),
    legacy: readLegacy(values.legacy),
    ...given('metadataFile', values.metadata),
    ...given('issuer', values.issuer),
    ...given('entityId', values['entity-id']),
    ...given('acs', values.acs),
    ...given('inResponseTo', values['in-response-to']),
    ...given('now', values.now === undefined ? undefined : readTime(values.now)),
    ...given('binding', values.binding === undefined ? undefined : readBinding(values.binding)),
  }
}

function parse(rest: readonly string[]) {
  try {
    return parseArgs({ args: [...rest], options: known, allowPositionals: true })
  } catch (error) {
    if (error instanceof TypeError) throw wrong(error.message)
    throw error
  }
}

function given<K extends string, V>(key: K, value: V | undefined): { [_ in K]?: V } {
  return value === undefined ? {} : ({ [key]: value } as { [_ in K]?: V })
}

function readSkew(value: string | undefined): number {
  const seconds = value === undefined ? 180 : /^\d{1,3}$/.test(value) ? Number(value) : Number.NaN
  if (!(seconds >= 0 && seconds <= 300)) throw wrong('--clock-skew takes whole seconds from 0 to 300.')
  return seconds
}

function readLegacy(value: string | undefined): readonly LegacyChoice[] {
  const names = (value ?? '').split(',').filter((name) => name !== '')
  return names.map((name) => {
    const choice = legacyChoices.find((one) => one === name)
    if (!choice)
      throw wrong(`--legacy does not know "${name}"; it takes sha1, cbc and life, separated by commas.`)
    return choice
  })
}

function readBinding(value: string): 'post' | 'redirect' {
  if (value === 'post' || value === 'redirect') return value
  throw wrong('--binding takes post or redirect.')
}

const isoTime = /^(\d{4}-\d{2}-\d{2})(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:\d{2}))?$/

/** A date or a time with its zone; a day that the calendar does not have is refused, not rolled over. */
function readTime(value: string): number {
  const [, day = ''] = isoTime.exec(value) ?? []
  const time = Date.parse(value)
  const realDay = day !== '' && new Date(`${day}T00:00:00Z`).toJSON()?.startsWith(day)
  if (!realDay || Number.isNaN(time)) throw wrong('--now takes a time such as 2026-11-25T09:41:00Z.')
  return time
}

const wrong = (why: string) => inspectProblem('command-line', { why })
