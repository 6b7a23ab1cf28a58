import { applicationsPath, singleSignOnPath } from '../enterprise-applications/paths.ts'

export const claimsPath = (id: string): string => `${singleSignOnPath(id)}/attributes-and-claims`
export const claimsRoute = `${applicationsPath}/:id/single-sign-on/attributes-and-claims` as const

/** The claim that an address or a form names: its Name on the wire, or this for the NameID. */
export const nameIdKey = 'nameid'

const withClaim = (id: string, page: string, key: string) =>
  `${claimsPath(id)}/${page}?${new URLSearchParams({ claim: key }).toString()}`

export const claimPath = (id: string, key: string): string => withClaim(id, 'claim', key)
export const deletionPath = (id: string, key: string): string => withClaim(id, 'delete', key)
export const newConditionPath = (id: string, key: string): string => withClaim(id, 'condition', key)
export const conditionDeletionPath = (id: string, key: string, n: number): string =>
  `${withClaim(id, 'condition/delete', key)}&n=${n}`
