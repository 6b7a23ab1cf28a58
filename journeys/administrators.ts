import { DirectoryAdministrator, Visitor } from 'postern/sandbox'
import type { Person } from './doors.ts'
import { accountOf, type House } from './house.ts'

const password = 'Passage-7-doors'

/** What the administrators do before a journey, by the forms of their consoles. */
export async function addPerson(house: House, name: string): Promise<Person> {
  const directory = await directoryOf(house)
  const person = { userName: `${name}@contoso.example`, password }
  const user = await directory.createUser({ system: 'identity-provider', role: 'user', ...person })
  await directory.assign(await directory.addApplication(), user)
  return person
}

/** Somebody whom nobody assigned to the application. */
export async function addUnassigned(house: House, name: string): Promise<Person> {
  const person = { userName: `${name}@contoso.example`, password }
  await (await directoryOf(house)).createUser({ system: 'identity-provider', role: 'user', ...person })
  return person
}

/** Takes the Sign-on URL away: the tile in My Apps then starts at the identity provider. */
export async function clearSignOnUrl(house: House): Promise<void> {
  const directory = await directoryOf(house)
  await directory.configureSingleSignOn(await directory.addApplication(), await replyUrl(house), '')
}

async function replyUrl(house: House): Promise<string> {
  const visitor = await consoleOf(house)
  const list = await visitor.get('/admin/connections')
  const id = /href="\/admin\/connections\/([0-9a-f]{16,})"/.exec(list.text)?.[1]
  return `${house.sso}/plugins/servlet/no.kantega.saml/sp/${id}/login`
}

/** The rows of Activity, newest first. */
export async function readActivity(house: House): Promise<readonly { outcome: string; text: string }[]> {
  const page = await (await consoleOf(house)).get('/admin/activity')
  const rows = page.text.split('<tr').slice(2)
  return rows.map((row) => {
    const text = row.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
    return { outcome: /\b(In|Refused)\b/.exec(text)?.[1] ?? '', text }
  })
}

async function directoryOf(house: House): Promise<DirectoryAdministrator> {
  return DirectoryAdministrator.signIn(
    house.identityProvider,
    accountOf(house, 'identity-provider', 'administrator'),
  )
}

async function consoleOf(house: House): Promise<Visitor> {
  const visitor = new Visitor(house.sso)
  const { userName, password } = accountOf(house, 'sso', 'administrator')
  await visitor.send('Signing in at the SSO service', '/admin/sign-in', { userName, password })
  return visitor
}
