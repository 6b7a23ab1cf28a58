/** What the log is filtered by. */
export const categories = [
  'Users and groups',
  'Permissions',
  'Security',
  'Global administration',
  'Projects',
  'Repositories',
  'Add-ons',
] as const
export type Category = (typeof categories)[number]

export const isCategory = (text: string): text is Category => categories.some((one) => one === text)

/** Where from and when something is done. What a server does by itself comes from nowhere. */
export interface Source {
  readonly address?: string
  /** Of the request, as in the server's log. */
  readonly reference?: string
  /** Epoch milliseconds. */
  readonly now: number
  readonly random: (octets: number) => Buffer
  /** Counts what is done from there, so that the events of one moment keep their order. */
  readonly next: () => number
}

/** Who does something. */
export interface By {
  readonly user: { readonly name: string }
  readonly from: Source
}

/** What something was done to. */
export interface Affected {
  readonly kind:
    | 'User'
    | 'Group'
    | 'Project'
    | 'Repository'
    | 'Setting'
    | 'Identity provider'
    | 'Application link'
    | 'Access token'
    | 'Add-on'
  readonly name: string
}

/** One fact that changed, in words; undefined: there was none, or there is none any more. */
export interface Change {
  readonly label: string
  readonly from: string | undefined
  readonly to: string | undefined
}

/** One thing that was done: `summary` is a few words in the past tense, such as "User added to group". */
export interface AuditEvent {
  readonly category: Category
  readonly summary: string
  readonly affected: readonly Affected[]
  readonly changes?: readonly Change[] | undefined
}

export type Facts = Readonly<Record<string, string | number | boolean | readonly string[] | undefined>>

const longest = 500

/** What differs between two sets of facts, in the order of the labels. No fact may be a secret: all of them are shown. */
export function changesOf(before: Facts, after: Facts): readonly Change[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((label) => {
    const [from, to] = [inWords(before[label]), inWords(after[label])]
    return from === to ? [] : [{ label, from, to }]
  })
}

function inWords(value: Facts[string]): string | undefined {
  if (typeof value === 'boolean') return value ? 'Yes' : 'No'
  const text = Array.isArray(value) ? value.join(', ') : String(value ?? '')
  if (text === '') return undefined
  return text.length > longest ? `${text.slice(0, longest)}…` : text
}
