/** `YYYY-MM-DDThh:mm:ss[.f{1,9}]Z`: anchored and without nesting, so that it is linear (CVE-2018-6519). */
const form = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))?Z$/

/**
 * Epoch milliseconds of an xs:dateTime in UTC, or undefined. The calendar is real: `Date` alone makes 2 March of
 * 2026-02-30, which node-saml accepted (TIME-3). Leap seconds, offsets and years beyond four digits are refused.
 */
export function instantOf(text: string): number | undefined {
  const parts = form.exec(text)
  if (parts === null) return undefined
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts.slice(1, 7).map(Number)
  const milliseconds = Number((parts[7] ?? '').padEnd(3, '0').slice(0, 3))
  const date = new Date(0)
  date.setUTCFullYear(year, month - 1, day)
  date.setUTCHours(hour, minute, second, milliseconds)
  const real =
    year > 0 &&
    date.getUTCMonth() === month - 1 &&
    date.getUTCDate() === day &&
    date.getUTCHours() === hour &&
    date.getUTCMinutes() === minute &&
    date.getUTCSeconds() === second
  return real ? date.getTime() : undefined
}
