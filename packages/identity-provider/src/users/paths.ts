export const usersPath = '/admin/users'
export const userPath = (id: string): string => `${usersPath}/${id}`

/** Where the pages of users stand. */
export const userCrumbs = [
  { label: 'Identity', href: '/admin' },
  { label: 'Users', href: usersPath },
]
