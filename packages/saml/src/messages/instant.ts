/**
 * Epoch milliseconds of an xs:dateTime in UTC, `YYYY-MM-DDThh:mm:ss[.f{1,9}]Z`, or undefined. Read by place and in one
 * pass (CVE-2018-6519 was an expression that backtracked). The calendar is real: `Date` alone makes 2 March of 2026-02-30,
 * which node-saml accepted (TIME-3). Leap seconds, offsets and years beyond four digits are refused.
 */
export function instantOf(text: string): number | undefined {
  const { length } = text
  const placed =
    text[4] === '-' && text[7] === '-' && text[10] === 'T' && text[13] === ':' && text[16] === ':'
  if (!placed || length > 30 || text[length - 1] !== 'Z') return undefined
  const day = dayOf(two(text, 0) * 100 + two(text, 2), two(text, 5), two(text, 8))
  const time = timeOf(two(text, 11), two(text, 14), two(text, 17))
  const instant = day * 86_400_000 + time + (length === 20 ? 0 : fraction(text))
  return Number.isNaN(instant) ? undefined : instant
}

/** Milliseconds since midnight; NaN for what no clock shows. Comparisons with NaN fail, so that it stays NaN. */
const timeOf = (hour: number, minute: number, second: number): number =>
  hour < 24 && minute < 60 && second < 60 ? ((hour * 60 + minute) * 60 + second) * 1000 : Number.NaN

/** One to nine digits after a point, before the last character; what is finer than milliseconds is cut off. */
function fraction(text: string): number {
  const end = text.length - 1
  if (text[19] !== '.' || end < 21) return Number.NaN
  let milliseconds = 0
  let unit = 100
  for (let at = 20; at < end; at++) {
    milliseconds += Math.floor(digit(text, at) * unit)
    unit /= 10
  }
  return milliseconds
}

/** The number that two characters spell; NaN when one is no digit. */
const two = (text: string, at: number): number => digit(text, at) * 10 + digit(text, at + 1)

function digit(text: string, at: number): number {
  const value = text.charCodeAt(at) ^ 0x30
  return value <= 9 ? value : Number.NaN
}

const lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
const isLeap = (year: number) => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
const lengthOf = (year: number, month: number) =>
  month === 2 && isLeap(year) ? 29 : (lengths[month - 1] ?? 0)

/** Days since 1970-01-01, counted from a first of March, so that the day that leaps is the last; NaN for no day. */
function dayOf(year: number, month: number, day: number): number {
  if (!(year > 0 && day > 0 && day <= lengthOf(year, month))) return Number.NaN
  const from = month > 2 ? year : year - 1
  const days = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1
  return 365 * from + Math.floor(from / 4) - Math.floor(from / 100) + Math.floor(from / 400) + days - 719_468
}

/** `YYYY-MM-DDThh:mm:ss.fffZ` of epoch milliseconds, as `Date` writes it, which takes five times as long. */
export function instantText(instant: number): string {
  if (instant !== last.instant) last = { instant, text: textOf(instant) }
  return last.text
}

/** What was written last: rows that judge by the same clock each say what it shows. */
let last = { instant: Number.NaN, text: '' }

function textOf(instant: number): string {
  const days = Math.floor(instant / 86_400_000)
  const time = instant - days * 86_400_000
  const minute = Math.floor(time / 60_000)
  const millisecond = time - minute * 60_000
  if (days !== lately.days) lately = { days, text: dateText(days) }
  return `${lately.text}T${padded(Math.floor(minute / 60))}:${padded(minute % 60)}:${secondText(millisecond)}Z`
}

const secondText = (millisecond: number) =>
  `${padded(Math.floor(millisecond / 1000))}.${thousandths[millisecond % 1000] ?? ''}`

/** The day that was written last, which is nearly always the one that is written next. */
let lately = { days: Number.NaN, text: '' }

const padded = (number: number) => hundredths[number] ?? ''

const digits = (count: number) =>
  Array.from({ length: 10 ** count }, (_, number) => `${number}`.padStart(count, '0'))
const hundredths = digits(2)
const thousandths = digits(3)

/** The day of this number. 400 years have 146,097 days; in each, as in `dayOf`, years begin with March. */
function dateText(days: number): string {
  const shifted = days + 719_468
  const era = Math.floor(shifted / 146_097)
  const day = shifted - era * 146_097
  const leaps = Math.floor(day / 1460) - Math.floor(day / 36_524) + Math.floor(day / 146_096)
  const year = Math.floor((day - leaps) / 365)
  const ofYear = day - (365 * year + Math.floor(year / 4) - Math.floor(year / 100))
  const month = Math.floor((5 * ofYear + 2) / 153)
  const full = year + era * 400 + (month > 9 ? 1 : 0)
  const dayOfMonth = ofYear - Math.floor((153 * month + 2) / 5) + 1
  return `${`${full}`.padStart(4, '0')}-${padded(month > 9 ? month - 9 : month + 3)}-${padded(dayOfMonth)}`
}
