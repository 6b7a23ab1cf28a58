import { randomUUID } from 'node:crypto'
import { DatabaseSync, type SQLInputValue } from 'node:sqlite'

export const size = { users: 100_000, groups: 5_000, applications: 500, memberships: 300 }

type Row = Record<string, SQLInputValue>

const given = [
  'Anna',
  'Bjørn',
  'Chidi',
  'Dagny',
  'Emre',
  'Fatou',
  'Goran',
  'Hana',
  'Ivar',
  'Jun',
  'Kiri',
  'Liam',
]
const family = [
  'Abe',
  'Berg',
  'Costa',
  'Dahl',
  'Eide',
  'Fofana',
  'Garcia',
  'Hansen',
  'Ito',
  'Jovanović',
  'Khan',
  'Li',
]

/**
 * Fills the store of a server that is stopped. Each new row is a copy of one that the server itself wrote, with other names,
 * so that this knows no more of the tables than their keys. Returns the user principal name of a person in 300 groups, whose
 * password is that of the user who is copied.
 */
export function fill(file: string, of: { readonly user: string; readonly application: string }): string {
  const database = new DatabaseSync(file)
  database.exec('begin')
  const user = one(database, 'select * from users where id = ?', of.user)
  const group = one(database, 'select * from groups limit 1')
  const application = one(database, 'select * from applications where id = ?', of.application)
  const addUser = inserter(database, 'users', user)
  const users = Array.from({ length: size.users }, (_, n) => {
    const name = `${given[n % 12]} ${family[Math.floor(n / 12) % 12]} ${n}`
    const upn = `${name
      .replaceAll(' ', '.')
      .normalize('NFD')
      .replace(/[^A-Za-z0-9.]/g, '')}@contoso.example`
    const id = randomUUID()
    addUser({
      ...user,
      id,
      display_name: name,
      display_key: name.toLowerCase(),
      upn,
      upn_key: upn.toLowerCase(),
    })
    return { id, upn }
  })
  const addGroup = inserter(database, 'groups', group)
  const groups = Array.from({ length: size.groups }, (_, n) => {
    const id = randomUUID()
    addGroup({ ...group, id, display_name: `Team ${n}`, display_key: `team ${n}` })
    return id
  })
  const addApplication = inserter(database, 'applications', application)
  for (let n = 0; n < size.applications; n++) {
    const name = `Application ${n}`
    addApplication({
      ...application,
      id: randomUUID(),
      name,
      name_key: name.toLowerCase(),
      identifier: `urn:application:${n}`,
    })
  }
  const addMember = database.prepare(
    'insert into group_members (group_id, user_id, added_at) values (?, ?, 0)',
  )
  const person = users[size.users / 2] ?? { id: '', upn: '' }
  for (const id of groups.slice(0, size.memberships)) addMember.run(id, person.id)
  // Everybody is in five more, as in a directory that is used.
  for (const [n, { id }] of users.entries()) {
    for (let k = 0; k < 5; k++)
      addMember.run(groups[size.memberships + ((n * 7 + k * 911) % 4_700)] ?? '', id)
  }
  const assignment = one(database, 'select * from assignments limit 1')
  inserter(database, 'assignments', assignment)({ ...assignment, user_id: person.id })
  database.exec('commit')
  database.close()
  return person.upn
}

function one(database: DatabaseSync, sql: string, ...values: SQLInputValue[]): Row {
  const row = database.prepare(sql).get(...values)
  if (!row) throw new Error(`nothing to copy: ${sql}`)
  return row as Row
}

function inserter(database: DatabaseSync, table: string, like: Row): (row: Row) => void {
  const columns = Object.keys(like)
  const places = columns.map(() => '?').join(', ')
  const statement = database.prepare(`insert into ${table} (${columns.join(', ')}) values (${places})`)
  return (row) => {
    statement.run(...columns.map((column) => row[column] ?? null))
  }
}
