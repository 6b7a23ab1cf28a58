/** Directory roles under their names at Entra, the mightiest first, with what each may do. */
export const roles = [
  { name: 'Global Administrator', may: 'May do everything, and alone gives roles and adds domains.' },
  {
    name: 'Cloud Application Administrator',
    may: 'Adds applications, sets up single sign-on and assigns users and groups. Sees users, groups and sign-in logs.',
  },
  {
    name: 'User Administrator',
    may: 'Creates, changes and deletes groups, and users who hold no role. Sees no applications and no sign-in logs.',
  },
  {
    name: 'Security Reader',
    may: 'Sees users, groups, applications and sign-in logs, there without what was said about a person. Changes nothing.',
  },
] as const

export type DirectoryRole = (typeof roles)[number]['name']

export const isRole = (text: string): text is DirectoryRole => roles.some(({ name }) => name === text)

/** Whether somebody with these roles may do what one of `needed` may: a Global Administrator may do everything. */
export const suffices = (held: readonly DirectoryRole[], needed: readonly DirectoryRole[]): boolean =>
  held.includes('Global Administrator') || needed.some((role) => held.includes(role))
