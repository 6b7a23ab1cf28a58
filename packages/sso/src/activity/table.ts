import { deflateRawSync, inflateRawSync } from 'node:zlib'
import { type ActivityId, type Attempt, activityId, type Outcome } from './activity.ts'

export interface Row {
  id: string
  reference: string
  began_at: number
  outcome: Outcome
  connection_id: string | null
  person_key: string
  /** The rest of the attempt, as JSON; packed, since all checks of a sign-in are 6 KB of much the same words. */
  detail: string
}

export interface Tables {
  activity: Row
  /** Everybody who is named by an attempt, so that a part of a name is looked for among people and not among attempts. */
  activity_people: { person_key: string; last_at: number }
  /** One row, where the days were chosen. */
  activity_kept: { id: string; days: number }
}

/** Names are compared without case. */
export const fold = (text: string) => text.normalize('NFKC').toLowerCase()

export function write(attempt: Attempt): Row {
  const { id, reference, beganAt, outcome, ...detail } = attempt
  return {
    id,
    reference,
    began_at: beganAt,
    outcome,
    connection_id: attempt.connection?.id ?? null,
    person_key: fold(attempt.person ?? ''),
    detail: pack(JSON.stringify(detail)),
  }
}

export function read(row: Row): Attempt {
  const detail: Omit<Attempt, 'id' | 'reference' | 'beganAt' | 'outcome'> = JSON.parse(unpack(row.detail))
  const id: ActivityId = activityId(row.id)
  return { id, reference: row.reference, beganAt: row.began_at, outcome: row.outcome, ...detail }
}

const packed = 'deflate:'
const largest = 4 * 1_048_576

const pack = (text: string) => packed + deflateRawSync(text).toString('base64')

/** Rows of before are not packed. */
function unpack(text: string): string {
  if (!text.startsWith(packed)) return text
  const octets = Buffer.from(text.slice(packed.length), 'base64')
  return inflateRawSync(octets, { maxOutputLength: largest }).toString('utf8')
}
