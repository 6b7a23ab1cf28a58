/** The parts of *Accounts*; `waiting` is how many wait for a decision. */
export const accountTabs = (waiting: number) => [
  { label: 'Everybody', href: '/admin/accounts' },
  { label: waiting === 0 ? 'Decisions' : `Decisions (${waiting})`, href: '/admin/accounts/decisions' },
]
