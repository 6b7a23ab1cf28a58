import type { Web } from '@postern/kit/http'
import { type DirectoryRole, suffices } from './role.ts'

/** Who works in the console. */
export interface ConsolePerson {
  /** Object id of the user. */
  readonly id: string
  readonly name: string
  /** At least one. */
  readonly roles: readonly DirectoryRole[]
}

const admitted = new WeakMap<Web, ConsolePerson>()

/** Says whom the gate of the console let in with this request. */
export const admit = (web: Web, person: ConsolePerson): void => {
  admitted.set(web, person)
}

/** Whom the gate let in. Asking where no gate stands is a bug. */
export function consolePerson(web: Web): ConsolePerson {
  const person = admitted.get(web)
  if (!person) throw new Error('no gate stands before this route')
  return person
}

/** Whether whoever the gate let in may do what one of these roles may: for what a page offers. The gate decides. */
export const may = (web: Web, ...needed: readonly DirectoryRole[]): boolean =>
  suffices(consolePerson(web).roles, needed)
