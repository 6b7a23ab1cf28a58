import type { Level } from '../directory/index.ts'

export interface Project {
  readonly id: number
  /** In capitals, as Bitbucket keeps it. */
  readonly key: string
  readonly name: string
  readonly description: string
  /** Anybody may read it, also without logging in. */
  readonly public: boolean
  /** What every user who may log in may do with it. */
  readonly defaultLevel: Level | undefined
}

export interface Repository {
  readonly id: number
  readonly project: Project
  readonly slug: string
  readonly name: string
  readonly description: string
  readonly public: boolean
  readonly forkable: boolean
  readonly archived: boolean
  /** Epoch milliseconds, as all times. */
  readonly createdAt: number
  readonly pushedAt: number | undefined
}

/** What of a project a person may choose. */
export interface ProjectValues {
  readonly key: string
  readonly name: string
  readonly description: string
  readonly public: boolean
}

export interface ContentFault {
  readonly field: string
  readonly message: string
}

const longest = { key: 128, name: 128, description: 255 }

/** Rules of bitbucket.md 2.6; the sentence on keys is word for word the one recorded there. */
export function projectFaults(of: ProjectValues): readonly ContentFault[] {
  const faults: ContentFault[] = []
  if (!/^[A-Za-z][A-Za-z0-9_]*$/.test(of.key) || of.key.length > longest.key) {
    const message =
      'Project keys must start with a letter and may only consist of ASCII letters, numbers and underscores (A-Z, a-z, 0-9, _)'
    faults.push({ field: 'key', message })
  }
  if (!isPlain(of.name) || of.name.length > longest.name || of.name.startsWith('~'))
    faults.push({ field: 'name', message: 'The project name should be between 1 and 128 characters.' })
  faults.push(...descriptionFaults(of.description))
  return faults
}

export function descriptionFaults(description: string): readonly ContentFault[] {
  if (description.length <= longest.description) return []
  return [{ field: 'description', message: 'The description should be at most 255 characters.' }]
}

/** Something that is seen, without control characters or blanks at its ends. */
const isPlain = (name: string) => name !== '' && !/\p{Cc}|\p{Cf}|^\s|\s$/u.test(name)
