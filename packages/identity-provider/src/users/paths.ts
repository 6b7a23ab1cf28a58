export const usersPath = '/admin/users'
export const userPath = (id: string): string => `${usersPath}/${id}`
export const deletedUsersPath = '/admin/deleted-users'
export const deletedUserPath = (id: string): string => `${deletedUsersPath}/${id}`

/** Where the pages of users stand. */
export const userCrumbs = [
  { label: 'Identity', href: '/admin' },
  { label: 'Users', href: usersPath },
]
