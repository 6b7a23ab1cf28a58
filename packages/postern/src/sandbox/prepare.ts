import type { Places } from '../start/places.ts'
import { domain, type TestAccount } from '../start/record.ts'
import { ConsoleAdministrator } from './console.ts'
import { DirectoryAdministrator } from './directory.ts'
import { allowBasic } from './host.ts'

/** The group that every new Bitbucket has and that may log in. */
const group = 'stash-users'

/**
 * Makes the sandbox by the forms that a person would send, in the order of the tutorial. Each step first looks whether it
 * has been done, so that a preparation that was cut short is finished by the next.
 */
export async function prepareSandbox(
  { identityProvider, sso, bitbucket }: Places,
  accounts: readonly TestAccount[],
  progress: (line: string) => void,
): Promise<void> {
  const account = (system: TestAccount['system'], role: TestAccount['role']) => {
    const found = accounts.find((one) => one.system === system && one.role === role)
    if (!found) throw new Error(`start.json names no ${role} of ${system}`)
    return found
  }
  progress('Preparing the sandbox: B.Simon and the application at the identity provider …')
  const directory = await DirectoryAdministrator.signIn(
    identityProvider.address,
    account('identity-provider', 'administrator'),
  )
  const user = await directory.createUser(account('identity-provider', 'user'))
  const enterpriseApplication = await directory.addApplication()

  progress('Preparing the sandbox: Bitbucket and the identity provider at the SSO service …')
  const console = await ConsoleAdministrator.signIn(sso.address, account('sso', 'administrator'))
  await allowBasic(bitbucket.address, account('bitbucket', 'administrator'))
  const application = await console.connectBitbucket(bitbucket.address, account('bitbucket', 'administrator'))
  const connection = await console.addConnection()

  progress('Preparing the sandbox: each is told of the other …')
  await directory.configureSingleSignOn(enterpriseApplication, connection.address)
  await directory.assign(enterpriseApplication, user)
  const metadata = await directory.downloadMetadata(enterpriseApplication)
  await console.configure(connection.id, { name: 'Contoso', metadata, application, group, domain })
}
