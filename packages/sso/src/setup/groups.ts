export interface Groups {
  readonly groups: readonly string[]
  readonly faults: readonly string[]
}

const most = 50
const longest = 255

/** Reads names of groups separated by comma. A name may hold spaces. */
export function readGroups(text: string): Groups {
  const groups = [...new Set(text.split(',').map((name) => name.trim()))].filter((name) => name !== '')
  const faults: string[] = []
  if (groups.length > most) faults.push(`There are ${groups.length} groups; ${most} are the most.`)
  for (const name of groups.slice(0, most)) {
    if (name.length > longest) faults.push(`${name.slice(0, 40)} is longer than ${longest} letters.`)
    if (/\p{Cc}/u.test(name))
      faults.push(`${name.replace(/\p{Cc}/gu, ' ')} has a character that cannot be seen.`)
  }
  return { groups, faults }
}
