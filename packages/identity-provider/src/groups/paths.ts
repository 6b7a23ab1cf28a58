export const groupsPath = '/admin/groups'
export const groupPath = (id: string): string => `${groupsPath}/${id}`

/** Where the pages of groups stand. */
export const groupCrumbs = [
  { label: 'Identity', href: '/admin' },
  { label: 'Groups', href: groupsPath },
]
