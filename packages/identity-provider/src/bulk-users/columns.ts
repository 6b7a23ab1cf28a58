import { attributeFields } from '../users/attributes.ts'

/** The columns of the file, with the names of the property that Entra's template has in brackets. */
export const columns = [
  { name: 'displayName', head: 'Name', required: true },
  { name: 'userPrincipalName', head: 'User name', required: true },
  { name: 'password', head: 'Initial password', required: true },
  { name: 'blocked', head: 'Block sign in (Yes/No)', required: false },
  { name: 'givenName', head: 'First name', required: false },
  { name: 'surname', head: 'Last name', required: false },
  { name: 'mail', head: 'Email', required: false },
  { name: 'userType', head: 'User type', required: false },
  ...attributeFields.map(({ name, label }) => ({ name, head: label, required: false })),
] as const

export type ColumnName = (typeof columns)[number]['name']

/** Other names of a property: those of Entra's own template. */
const synonyms: Readonly<Record<string, ColumnName>> = {
  passwordprofile: 'password',
  accountenabled: 'blocked',
  physicaldeliveryofficename: 'officeLocation',
  mobile: 'mobilePhone',
}

const property = (name: ColumnName) =>
  ({ password: 'passwordProfile', blocked: 'accountEnabled' })[name as string] ?? name

/** `Name [displayName] Required`, as in Entra's template. */
export const headOf = ({ name, head, required }: (typeof columns)[number]): string =>
  `${head} [${property(name)}]${required ? ' Required' : ''}`

/** Which column a head names: by what stands in brackets, or by the name alone. Undefined: one that is not known. */
export function columnOf(head: string): ColumnName | undefined {
  const text = (/\[([^\]]*)\]/.exec(head)?.[1] ?? head.replace(/\bRequired$/, '')).trim().toLowerCase()
  const found = columns.find(
    ({ name, head: label }) => text === name.toLowerCase() || text === label.toLowerCase(),
  )
  return found?.name ?? synonyms[text]
}
