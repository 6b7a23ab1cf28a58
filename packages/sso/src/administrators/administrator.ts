import type { Session } from '@postern/kit/session'

declare const brand: unique symbol
export type AdministratorId = string & { readonly [brand]: 'Administrator' }

export function administratorId(text: string): AdministratorId {
  return text as AdministratorId
}

/** From the least to the most that one may do. */
export const roles = ['auditor', 'administrator', 'owner'] as const
export type Role = (typeof roles)[number]

/** What each role is called, and what it may do. */
export const roleWords: Readonly<Record<Role, { readonly label: string; readonly may: string }>> = {
  owner: { label: 'Owner', may: 'Changes everything, and says who is an administrator.' },
  administrator: { label: 'Administrator', may: 'Changes connections, applications and accounts.' },
  auditor: { label: 'Auditor', may: 'Reads every page and changes nothing.' },
}

/** Whether a role may do what `least` may. */
export const reaches = (role: Role, least: Role): boolean => roles.indexOf(role) >= roles.indexOf(least)

/** Somebody who may see, and as the role says change, how this server works. Not a person who signs in to an application. */
export interface Administrator {
  readonly id: AdministratorId
  readonly userName: string
  readonly role: Role
  /** A disabled one cannot sign in. */
  readonly disabled: boolean
  /** Where alarms and warnings are sent. */
  readonly email: string | undefined
  /** Whether the sign-in takes codes of an authenticator app. */
  readonly hasCode: boolean
  /** Whether it takes a passkey. */
  readonly hasPasskey: boolean
  /** Epoch milliseconds. */
  readonly createdAt: number
}

/** Whether a password alone does not let in. */
export const hasSecondFactor = ({ hasCode, hasPasskey }: Administrator): boolean => hasCode || hasPasskey

/** What administrators must not overlook. */
export interface Alarm {
  readonly title: string
  readonly href: string
  readonly label: string
}

declare module 'hono' {
  interface ContextVariableMap {
    /** Set by the guard of `/admin`: every page below it may rely on it. */
    administrator?: Administrator
    /** Of this browser. `authenticatedAt` is when the administrator last proved who it is. */
    administratorSession?: Session
    alarm?: Alarm | undefined
    /** Answers with the page that asks for that proof once more, and comes back to what was asked for. */
    askForProof?: () => Promise<Response>
  }
}
