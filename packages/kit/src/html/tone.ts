import type { IconName } from '../design/index.ts'

/** A state that has a colour. It never stands alone: it comes with an icon and a word. */
export type Tone = 'ok' | 'warn' | 'bad'

export const toneIcon: Readonly<Record<Tone, IconName>> = { ok: 'check', warn: 'warning', bad: 'cross' }

/** Joins class names and leaves out what is absent; undefined when nothing is left. */
export function classes(...names: readonly (string | false | undefined)[]): string | undefined {
  return names.filter(Boolean).join(' ') || undefined
}
