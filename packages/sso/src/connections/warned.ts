const most = 5
const longest = 254

/** Reads *Warn by mail*: addresses separated by commas, spaces or lines. */
export function readWarned(text: string): {
  readonly addresses: readonly string[]
  readonly faults: readonly string[]
} {
  const entries = [...new Set(text.split(/[\s,;]+/).filter((entry) => entry !== ''))]
  const faults = entries
    .slice(0, most)
    .filter((entry) => entry.length > longest || !/^[^@\s<>"]+@[^@\s<>".]+(\.[^@\s<>".]+)*$/.test(entry))
    .map((entry) => `${entry.slice(0, 60)} is not a mail address. Enter it as in name@contoso.example.`)
  if (entries.length > most) faults.push(`There are ${entries.length} addresses; ${most} are the most.`)
  return { addresses: entries, faults }
}
