import type { Form } from '@postern/kit/form'
import type { FieldError } from '@postern/kit/html'
import type { Web } from '@postern/kit/http'
import type { Child } from 'hono/jsx'
import type { Applications } from '../applications/store.ts'
import type { Connection, SetupStepId } from '../connections/connection.ts'
import type { Connections } from '../connections/store.ts'
import type { Changes } from '../connections/table.ts'

export interface SetupPorts {
  readonly connections: Connections
  readonly applications: Applications
}

export interface StepContext {
  readonly web: Web
  readonly connection: Connection
  readonly ports: SetupPorts
}

/** What became of an answer. */
export type Saved =
  | { readonly changes: Changes }
  /** The fields once more, with what was typed. `untouched`: nothing was answered yet, so one may leave it so. */
  | { readonly again: Child; readonly errors: readonly FieldError[]; readonly untouched?: boolean }

/**
 * One question of the set-up: a view and a save. The same form stands in the wizard and, after Finish, on the pages of
 * the connection; nothing in a step knows which.
 */
export interface SetupStep {
  /** The last part of its address. */
  readonly id: SetupStepId | 'finish'
  /** Its heading, as the tutorial says it. */
  readonly label: string
  readonly lead: (connection: Connection) => string
  /** Its form carries a file; more octets than this are refused before they are read. */
  readonly upload?: { readonly largest: number; tooLarge(of: StepContext): Promise<Saved> }
  /** It is about what the metadata said: without metadata there is nothing to ask. */
  readonly needsMetadata?: boolean
  /** The answer in a few words, for the list of steps. */
  readonly answer: (connection: Connection) => string | undefined
  /** The fields, with what is kept. */
  view(of: StepContext): Promise<Child>
  save(of: StepContext, form: Form): Promise<Saved>
}

export const isDone = ({ setup }: Connection, { id }: SetupStep) => id !== 'finish' && setup.includes(id)

/** The message of a field, of several in one sentence after another. */
export function errorAt(errors: readonly FieldError[], id: string): string | undefined {
  const messages = errors.filter((error) => error.id === id).map(({ message }) => message)
  return messages.join(' ') || undefined
}
