import { bitbucket } from './bitbucket.ts'
import type { ApplicationKind } from './kind.ts'

/** Every kind of application that can be connected, by the word that is kept for it. */
export const kinds = { bitbucket } satisfies Readonly<Record<string, ApplicationKind>>

export type KindName = keyof typeof kinds

export const isKind = (text: string): text is KindName => Object.hasOwn(kinds, text)

/** Where a browser ends its session at an application. */
export const logOutOf = ({ kind, baseUrl }: { readonly kind: KindName; readonly baseUrl: string }): string =>
  kinds[kind].logOut(baseUrl)

export function kindNamed(text: string): KindName {
  if (isKind(text)) return text
  throw new Error(`the store holds an application of a kind that is none: ${text}`)
}
