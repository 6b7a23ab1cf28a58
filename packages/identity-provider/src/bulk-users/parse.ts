import { Readable } from 'node:stream'
import { CsvError, parse } from 'csv-parse'
import { type ColumnName, columnOf, columns } from './columns.ts'
import type { Line } from './read-line.ts'

export const mostLines = 100_000
const longestLine = 65_536

export interface NumberedLine {
  /** In the file, counted from 1. */
  readonly number: number
  /** Undefined: it has another number of columns than the head. */
  readonly line: Line | undefined
}

/** Why nothing of the file can be read, as a sentence. */
export class UnreadableFile extends Error {}

/** The lines of a CSV file one after another. Throws `UnreadableFile`. */
export async function* parseLines(text: string): AsyncGenerator<NumberedLine> {
  const records = Readable.from(pieces(text)).pipe(
    parse({
      delimiter: delimiterOf(text),
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      max_record_size: longestLine,
    }),
  )
  let names: readonly (ColumnName | undefined)[] | undefined
  let count = 0
  try {
    for await (const one of records as AsyncIterable<{ record: string[]; info: { lines: number } }>) {
      const { record, info } = one
      if (names === undefined) {
        // Entra's template begins with a line that says which template it is.
        if (!/^version:/i.test(record[0] ?? '')) names = headsOf(record)
        continue
      }
      if (record.every((cell) => cell.trim() === '')) continue
      if (++count > mostLines) {
        throw new UnreadableFile(`The file has more than ${mostLines} lines. Split it, and import the parts.`)
      }
      yield { number: info.lines, line: lineOf(names, record) }
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    throw new UnreadableFile(`The file is no CSV from line ${Number(error.lines)} on: ${error.message}`)
  }
  if (names === undefined) throw new UnreadableFile('The file is empty.')
}

/** The parser gives way to others between two pieces. */
function* pieces(text: string): Generator<string> {
  for (let at = 0; at < text.length; at += 65_536) yield text.slice(at, at + 65_536)
}

/** Spreadsheets separate by what the country's numbers leave free. */
function delimiterOf(text: string): string {
  const heads = text.split('\n', 2).join('\n')
  const count = (delimiter: string) => heads.split(delimiter).length
  return [',', ';', '\t'].toSorted((a, b) => count(b) - count(a))[0] ?? ','
}

function headsOf(record: readonly string[]): readonly (ColumnName | undefined)[] {
  const names = record.map(columnOf)
  const missing = columns.filter(({ name, required }) => required && !names.includes(name))
  if (missing.length > 0) {
    const heads = missing.map(({ head }) => `“${head}”`).join(', ')
    throw new UnreadableFile(`The first line names no column ${heads}. Begin with the heads of the template.`)
  }
  return names
}

function lineOf(names: readonly (ColumnName | undefined)[], record: readonly string[]): Line | undefined {
  if (record.length !== names.length) return undefined
  return Object.fromEntries(
    names.flatMap((name, n) => (name === undefined ? [] : [[name, record[n] ?? ''] as const])),
  )
}
