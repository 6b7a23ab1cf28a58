import type { ManagedGroup } from './rules.ts'

export interface ReadManaged {
  readonly managed: readonly ManagedGroup[]
  /** One sentence for each line that cannot be taken. */
  readonly faults: readonly string[]
}

export const mostManaged = 200
const longest = 255
const mostFaults = 5

/**
 * Reads *Managed groups*: each line `group at the identity provider = group in Bitbucket`; a line without `=` names both. The
 * last ` = ` of a line counts, since a group at the identity provider may have one in its name.
 */
export function readManaged(text: string): ReadManaged {
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
  const faults =
    lines.length > mostManaged ? [`There are ${lines.length} lines; ${mostManaged} are the most.`] : []
  const pairs = new Map<string, ManagedGroup>()
  for (const line of lines.slice(0, mostManaged)) {
    const pair = pairOf(line)
    const fault = faultOf(line, pair)
    if (fault) faults.push(fault)
    else pairs.set(`${pair.from}\n${pair.to}`, pair)
  }
  return { managed: [...pairs.values()], faults: faults.slice(0, mostFaults) }
}

function pairOf(line: string): ManagedGroup {
  const at = line.lastIndexOf('=')
  if (at < 0) return { from: line, to: line }
  return { from: line.slice(0, at).trim(), to: line.slice(at + 1).trim() }
}

function faultOf(line: string, { from, to }: ManagedGroup): string | undefined {
  const shown = line.slice(0, 60).replace(/\p{C}/gu, '�')
  if (from === '')
    return `“${shown}” has nothing before the =. Enter the group’s id or name at the identity provider.`
  if (to === '') return `“${shown}” has nothing after the =. Enter the name of the group in Bitbucket.`
  if (from.length > longest || to.length > longest)
    return `“${shown}” has a name longer than ${longest} letters.`
  if (/\p{C}/u.test(line)) return `“${shown}” has a character that cannot be seen.`
  return undefined
}

export const writeManaged = (managed: readonly ManagedGroup[]): string =>
  managed.map(({ from, to }) => (from === to ? to : `${from} = ${to}`)).join('\n')

/** Names in Bitbucket, each once. */
export const namesOf = (managed: readonly ManagedGroup[]): readonly string[] => [
  ...new Set(managed.map(({ to }) => to)),
]
