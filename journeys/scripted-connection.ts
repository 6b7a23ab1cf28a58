import { ConsoleAdministrator, Visitor } from 'postern/sandbox'
import { accountOf, type House } from './house.ts'

export interface ScriptedConnection {
  readonly id: string
  /** App ID URI, Reply URL and Sign-on URL. */
  readonly address: string
}

/** Adds an identity provider to a house that has one, and answers every step of the set-up with its metadata. */
export async function addConnection(
  house: House,
  of: { readonly name: string; readonly metadata: string; readonly domain: string },
): Promise<ScriptedConnection> {
  const account = accountOf(house, 'sso', 'administrator')
  const visitor = new Visitor(house.sso)
  await visitor.send('Signing in', '/admin/sign-in', {
    userName: account.userName,
    password: account.password,
  })
  const preset = 'any-saml'
  const list = '/admin/connections'
  const made = await visitor.send(
    'Adding',
    `${list}/new?preset=${preset}`,
    { preset, edition: 'basic' },
    list,
  )
  const id = /connections\/([0-9a-f]{24})/.exec(made.url.pathname)?.[1] ?? ''
  const applications = await visitor.get('/admin/applications')
  const application = /href="\/admin\/applications\/([0-9a-f]{16,})"/.exec(applications.text)?.[1] ?? ''
  const console = await ConsoleAdministrator.signIn(house.sso, account)
  await console.configure(id, { ...of, application, group: 'stash-users' })
  return { id, address: `${house.sso}/plugins/servlet/no.kantega.saml/sp/${id}/login` }
}
