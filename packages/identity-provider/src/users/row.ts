import { fold } from '../fold.ts'
import type { Attributes } from './attributes.ts'
import { isUserType, type User } from './user.ts'

/** A user as the store keeps it. */
export interface UserRow {
  id: string
  display_name: string
  display_key: string
  upn: string
  /** Of a deleted user it is no name, so that the name can be given to somebody else. */
  upn_key: string
  given_name: string | null
  surname: string | null
  mail: string | null
  password_hash: string
  enabled: number
  created_at: number
  user_type: string
  /** JSON. */
  attributes: string
  must_change_password: number
  deleted_at: number | null
}

export function userOf(row: UserRow): User {
  return {
    id: row.id,
    displayName: row.display_name,
    userPrincipalName: row.upn,
    givenName: row.given_name ?? undefined,
    surname: row.surname ?? undefined,
    mail: row.mail ?? undefined,
    enabled: row.enabled === 1,
    createdAt: row.created_at,
    userType: isUserType(row.user_type) ? row.user_type : 'Member',
    attributes: JSON.parse(row.attributes) as Attributes,
  }
}

export function rowOf(user: User, passwordHash: string, mustChangePassword: boolean): UserRow {
  return {
    id: user.id,
    display_name: user.displayName,
    display_key: fold(user.displayName),
    upn: user.userPrincipalName,
    upn_key: fold(user.userPrincipalName),
    given_name: user.givenName ?? null,
    surname: user.surname ?? null,
    mail: user.mail ?? null,
    password_hash: passwordHash,
    enabled: user.enabled ? 1 : 0,
    created_at: user.createdAt,
    user_type: user.userType ?? 'Member',
    attributes: JSON.stringify(user.attributes ?? {}),
    must_change_password: mustChangePassword ? 1 : 0,
    deleted_at: null,
  }
}
