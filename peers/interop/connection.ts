import { ConsoleAdministrator, type Page, Visitor } from 'postern/sandbox'
import { accountOf, type Sandbox } from '../../journeys/house.ts'
import { attribute } from './walk.ts'

/** A connection made by the forms of the console, beside Bitbucket connected by them. */
export interface MadeConnection {
  readonly id: string
  /** App ID URI and Reply URL, as the console shows it. */
  readonly address: string
}

/**
 * Adds the identity provider and answers every step of the set-up.
 * @param domain that of the people's names
 * @param metadataFor the identity provider's metadata, once it knows the address
 */
export async function connect(
  house: Sandbox,
  domain: string,
  metadataFor: (address: string) => string,
): Promise<MadeConnection> {
  const console = await ConsoleAdministrator.signIn(house.sso, accountOf(house, 'sso', 'administrator'))
  const bitbucket = accountOf(house, 'bitbucket', 'administrator')
  const application = await console.connectBitbucket(house.bitbucket, bitbucket)
  const made = await console.addConnection()
  const metadata = metadataFor(made.address)
  await console.configure(made.id, { name: 'Of others', metadata, application, group: 'stash-users', domain })
  return made
}

/** Ticks every certificate that the metadata holds: the set-up of the sandbox ticks the first. */
export async function verifyAllCertificates(house: Sandbox, { id }: MadeConnection): Promise<void> {
  const visitor = new Visitor(house.sso)
  const { userName, password } = accountOf(house, 'sso', 'administrator')
  await visitor.send('signing in', '/admin/sign-in', { userName, password })
  const step = `/admin/connections/${id}/setup/signature-verification`
  const boxes = (await visitor.get(step)).text.match(/<input[^>]*name="verified"[^>]*>/g) ?? []
  const verified = boxes.map((tag) => attribute(tag, 'value'))
  await visitor.send('ticking', step, { verified })
}

/** What the home of Bitbucket says of the person who is there. */
export async function homeAt(house: Sandbox, visitor: Visitor): Promise<Page> {
  return visitor.get(house.bitbucket)
}
