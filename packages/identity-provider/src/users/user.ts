import type { Attributes } from './attributes.ts'
import { splitUserPrincipalName } from './user-principal-name.ts'

/** A guest is somebody of another organisation; claim conditions tell the two apart (entra.md 1.7). */
export const userTypes = ['Member', 'Guest'] as const
export type UserType = (typeof userTypes)[number]

export const isUserType = (text: string): text is UserType => userTypes.some((type) => type === text)

/** A person of the directory. Absent attributes are absent claims, as at Entra (entra.md 1.7). */
export interface User {
  /** The object id: GUID, never reused; what an application should know a person by. */
  readonly id: string
  readonly displayName: string
  /** As typed; compared without case. */
  readonly userPrincipalName: string
  readonly givenName: string | undefined
  readonly surname: string | undefined
  readonly mail: string | undefined
  readonly enabled: boolean
  readonly createdAt: number
  /** Absent: Member. */
  readonly userType?: UserType
  /** Job and contact information: those that are set. */
  readonly attributes?: Attributes
}

/** As it was typed, else derived from the user principal name (entra.md 3.4). */
export const mailNicknameOf = ({
  attributes,
  userPrincipalName,
}: Pick<User, 'attributes' | 'userPrincipalName'>) =>
  attributes?.mailNickname ?? splitUserPrincipalName(userPrincipalName)?.local
