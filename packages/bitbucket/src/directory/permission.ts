/** Global permissions, lowest first; each includes those before it (bitbucket.md 2.3). */
export const permissions = ['LICENSED_USER', 'PROJECT_CREATE', 'ADMIN', 'SYS_ADMIN'] as const

export type Permission = (typeof permissions)[number]

/** The names on the *Global permissions* page. */
export const permissionLabels: Readonly<Record<Permission, string>> = {
  LICENSED_USER: 'Bitbucket User',
  PROJECT_CREATE: 'Project Creator',
  ADMIN: 'Admin',
  SYS_ADMIN: 'System Admin',
}

export function isPermission(text: string): text is Permission {
  return permissions.some((permission) => permission === text)
}

/** Whether `held` allows what needs `needed`; nobody without a permission may do anything. */
export function includes(held: Permission | undefined, needed: Permission): boolean {
  return held !== undefined && permissions.indexOf(held) >= permissions.indexOf(needed)
}

export function highest(of: readonly Permission[]): Permission | undefined {
  return permissions.findLast((permission) => of.includes(permission))
}
