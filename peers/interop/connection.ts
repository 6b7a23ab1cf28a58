import { ConsoleAdministrator, type Page, type Visitor } from 'postern/sandbox'
import { accountOf, type Sandbox } from '../../journeys/house.ts'

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

/** What the home of Bitbucket says of the person who is there. */
export async function homeAt(house: Sandbox, visitor: Visitor): Promise<Page> {
  return visitor.get(house.bitbucket)
}
