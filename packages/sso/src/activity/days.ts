/** From one day to another, both whole, as dates `2026-11-26` of a time zone; UTC where that is not given or not known. */
export interface Days {
  readonly from?: string
  readonly to?: string
  /** A name of the time zone database, such as `Europe/Oslo`. */
  readonly zone?: string
}

const day = 86_400_000
const shape = /^\d{4}-\d\d-\d\d$/

/** What of it can be used: a day that there is, a zone that is known. */
export function readDays(of: {
  from?: string | undefined
  to?: string | undefined
  zone?: string | undefined
}) {
  const from = isDay(of.from) ? { from: of.from } : {}
  const to = isDay(of.to) ? { to: of.to } : {}
  const zoned = (of.from || of.to) && of.zone && isZone(of.zone) ? { zone: of.zone } : {}
  return { ...from, ...to, ...zoned } satisfies Days
}

/** Epoch milliseconds: the first of the range, and the first after it. */
export function rangeOf({ from, to, zone = 'UTC' }: Days): { since?: number; before?: number } {
  return {
    ...(from ? { since: startOf(Date.parse(from), zone) } : {}),
    ...(to ? { before: startOf(Date.parse(to) + day, zone) } : {}),
  }
}

function isDay(text: string | undefined): text is string {
  // `2026-02-30` is read as a day of March.
  return (
    text !== undefined && shape.test(text) && new Date(`${text}T00:00:00Z`).toJSON()?.slice(0, 10) === text
  )
}

function isZone(name: string): boolean {
  if (name.length > 64) return false
  try {
    return new Intl.DateTimeFormat('en-GB', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}

/** When the day begins in the zone. Asked twice: at midnight in UTC the zone may still have its offset of the other season. */
function startOf(midnight: number, zone: string): number {
  return midnight - offsetAt(midnight - offsetAt(midnight, zone), zone)
}

/** What the clocks of the zone show more than UTC, in milliseconds. */
function offsetAt(at: number, zone: string): number {
  const shown = new Intl.DateTimeFormat('sv-SE', {
    timeZone: zone,
    dateStyle: 'short',
    timeStyle: 'medium',
  }).format(at)
  return Date.parse(`${shown.replace(' ', 'T')}Z`) - at
}
