/** Directory roles under their names at Entra, the mightiest first, with what each may do. */
export const roles = [
  { name: 'Global Administrator', may: 'May do everything, and alone gives roles and adds domains.' },
  {
    name: 'Cloud Application Administrator',
    may: 'Adds applications, sets up single sign-on and assigns users. Sees the users.',
  },
  {
    name: 'User Administrator',
    may: 'Creates, changes and deletes users who hold no role. Sees no applications.',
  },
] as const

export type DirectoryRole = (typeof roles)[number]['name']

export const isRole = (text: string): text is DirectoryRole => roles.some(({ name }) => name === text)

/** Whether somebody with these roles may do what needs `role`: a Global Administrator may do everything. */
export const suffices = (held: readonly DirectoryRole[], role: DirectoryRole): boolean =>
  held.includes(role) || held.includes('Global Administrator')
