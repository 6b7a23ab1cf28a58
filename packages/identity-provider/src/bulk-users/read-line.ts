import { attributeFields } from '../users/attributes.ts'
import { type NewUser, readNewUser } from '../users/new-user.ts'
import { type ColumnName, columns } from './columns.ts'

/** A line of the file, by the columns that it has. */
export type Line = Readonly<Partial<Record<ColumnName, string>>>

const labels = new Map<string, string>(columns.map(({ name, head }) => [name, head]))

/** A spreadsheet takes what begins so for a formula when somebody exports the users again. Phone numbers do begin with +. */
const isFormula = (text: string) => /^[=@\t\r]|^[+-](?![\d\s()/.-]*$)/.test(text)

/** Judges one line by the rules of *Create new user*; each fault as "Column: what to do." */
export function readLine(
  line: Line,
  domains: readonly string[],
): { readonly faults: readonly string[]; readonly of: NewUser } {
  const text = (name: ColumnName) => line[name] ?? ''
  const blocked = text('blocked').trim().toLowerCase()
  const { errors, of } = readNewUser(
    {
      displayName: text('displayName'),
      userPrincipalName: text('userPrincipalName'),
      domain: '',
      password: text('password'),
      givenName: text('givenName'),
      surname: text('surname'),
      mail: text('mail'),
      userType: text('userType').trim(),
      attributes: Object.fromEntries(attributeFields.map(({ name }) => [name, text(name)])),
      enabled: blocked === 'yes' ? 'no' : 'yes',
      mustChange: true,
    },
    domains,
  )
  const formulas = columns.filter(({ name }) => name !== 'password' && isFormula(text(name)))
  return {
    faults: [
      ...errors.map(({ id, message }) => `${labels.get(id) ?? id}: ${message}`),
      ...formulas.map(
        ({ head }) => `${head}: a spreadsheet would run this as a formula. Take the first character away.`,
      ),
      ...(['', 'yes', 'no'].includes(blocked) ? [] : ['Block sign in (Yes/No): write Yes or No.']),
    ],
    of,
  }
}
