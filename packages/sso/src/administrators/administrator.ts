declare const brand: unique symbol
export type AdministratorId = string & { readonly [brand]: 'Administrator' }

export function administratorId(text: string): AdministratorId {
  return text as AdministratorId
}

/** Somebody who may change how this server works. Not a person who signs in to an application. */
export interface Administrator {
  readonly id: AdministratorId
  readonly userName: string
  /** Epoch milliseconds. */
  readonly createdAt: number
}

declare module 'hono' {
  interface ContextVariableMap {
    /** Set by the guard of `/admin`: every page below it may rely on it. */
    administrator?: Administrator
  }
}
