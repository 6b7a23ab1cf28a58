import { describe, expect, test } from 'vitest'
import { accountOf } from '../house.ts'
import { addOn, application, domain, group } from './names.ts'
import type { Tutorial } from './tutorial.ts'

export function configureKantegaSso(tutorial: Tutorial): void {
  describe('Configure Kantega SSO for Bitbucket SSO', () => {
    install(tutorial)
    addIdentityProvider(tutorial)
    nameTheDomain(tutorial)
  })
}

function install(tutorial: Tutorial): void {
  test('In a different web browser window, sign in to your Bitbucket admin portal as an administrator', () =>
    signInToAdminPortal(tutorial))

  test('Click cog and click the Find new add-ons', async () => {
    await tutorial.host.press('Find new add-ons')
  })

  test('Search Kantega SSO for Bitbucket SAML & Kerberos and click Install', async () => {
    const { host, house } = tutorial
    await host.type('Search add-ons', addOn)
    await host.press('Search')
    expect(await host.reads()).toContain('Kantega did not make it')
    await host.type('Address of the SSO service', house.sso)
    await host.press('Install')
    await host.sees(`Installing ${addOn}`)
  })

  test('The plugin installation starts', async () => {
    const { host, house } = tutorial
    const secret = await host.copy('Client secret')
    await host.press('Continue at the SSO service')
    await tutorial.signIn(host, accountOf(house, 'sso', 'administrator'))
    await host.type('Client secret', secret)
    await host.press('Connect Bitbucket')
    await host.press('Allow')
    await host.sees(`${addOn} is installed`)
  })

  test('Click Close, Manage and Configure', async () => {
    for (const label of ['Close', 'Manage', 'Configure']) await tutorial.host.press(label)
    expect(tutorial.host.address().href).toBe(`${tutorial.house.sso}/admin`)
  })
}

function addIdentityProvider(tutorial: Tutorial): void {
  test('SAML: select Microsoft Entra ID from the Add identity provider dropdown', async () => {
    const { host } = tutorial
    await host.press('Connections')
    expect(await host.reads()).toContain('SAML')
    await host.unfold('Add identity provider')
    await host.press('Microsoft Entra ID')
  })

  test('Select subscription level as Basic', async () => {
    await tutorial.host.sees('Subscription level')
    await tutorial.host.choose('Basic')
    await tutorial.host.press('Next')
  })

  test('App properties: copy the App ID URI and use it as Identifier, Reply URL, and Sign-On URL', async () => {
    const { host, notes } = tutorial
    await host.sees('App properties')
    notes.appIdUri = await host.copy('App ID URI')
    await giveAddresses(tutorial, notes.appIdUri)
    await host.press('Next')
  })

  test('Metadata import: Metadata file on my computer', async () => {
    const { host, notes } = tutorial
    await host.sees('Metadata import')
    await host.choose('Metadata file on my computer')
    await host.attach('Metadata file', notes.metadata)
    await host.press('Next')
  })

  test('Name and SSO location: Identity provider name', async () => {
    await tutorial.host.sees('Name and SSO location')
    await tutorial.host.type('Identity provider name', 'Microsoft Entra ID')
    await tutorial.host.press('Next')
  })

  test('Verify the Signing certificate and click Next', async () => {
    await tutorial.host.sees('Signature verification')
    await tutorial.host.choose('This is what my identity provider shows')
    await tutorial.host.press('Next')
  })

  test("Bitbucket user accounts: Create users in Bitbucket's internal Directory if needed, and the group", async () => {
    const { host } = tutorial
    await host.sees('Bitbucket user accounts')
    await host.choose("Create users in Bitbucket's internal Directory if needed")
    await host.type('Groups for users', group)
    await host.press('Next')
  })

  test('Click Finish', async () => {
    await tutorial.host.sees('Finish')
    await tutorial.host.press('Finish')
  })
}

function nameTheDomain(tutorial: Tutorial): void {
  test('Known domains for Microsoft Entra ID: select Known domains, enter the domain name, click Save', async () => {
    const { host } = tutorial
    await host.press('Known domains')
    await host.sees('Known domains for Microsoft Entra ID')
    await host.type('Known domains', domain)
    await host.press('Save')
    expect(await host.reads()).toContain('Changes are saved.')
  })
}

/** By the form, as a System Admin; then *Administration*, which asks for the password once more. */
export async function signInToAdminPortal({ host, house }: Tutorial): Promise<void> {
  const { userName, password } = accountOf(house, 'bitbucket', 'administrator')
  await host.open(`${house.bitbucket}/login?auth_fallback`)
  await host.type('Username', userName)
  await host.type('Password', password)
  await host.press('Log in')
  await host.press('Administration')
  await host.type('Password', password)
  await host.press('Confirm')
  await host.sees('Administration')
}

/** *Basic SAML Configuration* once more, with what is real. An empty `signOnUrl` makes it IDP initiated. */
export async function giveAddresses(
  tutorial: Tutorial,
  appIdUri: string,
  signOnUrl = appIdUri,
): Promise<void> {
  const { directory } = tutorial
  await browseToSingleSignOn(tutorial)
  await directory.press('Edit Basic SAML Configuration')
  await directory.type('Identifier (Entity ID)', appIdUri)
  await directory.type('Reply URL (Assertion Consumer Service URL)', appIdUri)
  await directory.type('Sign-on URL', signOnUrl)
  await directory.press('Save')
  await directory.sees('Set up single sign-on with SAML')
}

export async function browseToSingleSignOn(tutorial: Tutorial): Promise<void> {
  await tutorial.signInToAdminCenter()
  for (const name of ['Enterprise applications', application, 'Single sign-on'])
    await tutorial.directory.press(name)
}
