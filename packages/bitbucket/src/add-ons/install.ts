import type { ApplicationLink, ApplicationLinks, Grants } from '../application-links/index.ts'
import type { By } from '../audit/index.ts'
import type { Provider, Providers, SsoConfigurationStore } from '../authentication-methods/index.ts'
import { callbackOf, serviceAt } from './address.ts'
import type { Installation, Installations } from './installations.ts'
import { addOnInvalid } from './problems.ts'

export interface AddOns {
  readonly installations: Installations
  readonly links: ApplicationLinks
  readonly grants: Grants
  readonly providers: Providers
  readonly sso: SsoConfigurationStore
}

/** How far an installation is, seen from what the host holds. */
export interface Progress {
  readonly installation: Installation
  /** Undefined where it was deleted under Application links. */
  readonly link: ApplicationLink | undefined
  readonly granted: boolean
  readonly registered: Provider | undefined
  readonly finished: boolean
}

export async function progressOf(of: AddOns, installation: Installation, now: number): Promise<Progress> {
  const link = await of.links.find(installation.link)
  const granted = link !== undefined && (await of.grants.isGranted(link.id, now))
  const registered = await registeredBy(of.providers, installation.address)
  return { installation, link, granted, registered, finished: granted && registered !== undefined }
}

/** The Authentication method that leads to this server. */
async function registeredBy(providers: Providers, address: string): Promise<Provider | undefined> {
  return (await providers.all()).find(({ issuerUrl }) => new URL(issuerUrl).origin === address)
}

/**
 * Begins an installation: an incoming application link, as an administrator of a real Bitbucket would make one. Doing it
 * again goes on with the same link, or makes it again where it was deleted or the address is another.
 */
export async function install(
  of: AddOns,
  by: By,
  request: { readonly key: string; readonly address: string },
): Promise<void> {
  const address = await serviceAt(request.address)
  const before = await of.installations.find(request.key)
  const kept = before && (await of.links.find(before.link))
  if (before && kept && before.address === address) return
  if (kept) await of.links.delete(by, kept)
  const link = await linkFor(of.links, by, address)
  await of.installations.save(by, { key: request.key, address, link: link.id })
}

async function linkFor(links: ApplicationLinks, by: By, address: string): Promise<ApplicationLink> {
  const name = `Postern at ${new URL(address).host}`
  const wanted = { name, redirectUrl: callbackOf(address), scopes: ['SYSTEM_ADMIN'] as const }
  // One that an installation left which was cut short before it was written down.
  const left = (await links.list()).find((link) => link.name === name)
  if (!left) return links.create(by, wanted)
  if (left.redirectUrl === wanted.redirectUrl && left.scopes.includes('SYSTEM_ADMIN')) return left
  throw addOnInvalid(`Under Application links there is another link with the name ${name}. Delete it first.`)
}

/**
 * Takes back what the installation made. The way in goes first, with the form shown again if nothing else is left: whatever
 * stops it after that, nobody stands before a log-in page that leads nowhere.
 */
export async function uninstall(of: AddOns, by: By, installation: Installation): Promise<void> {
  const registered = await registeredBy(of.providers, installation.address)
  if (registered) {
    await of.sso.change(by, { 'show-login-form': true })
    await of.providers.delete(by, registered.id)
  }
  const link = await of.links.find(installation.link)
  if (link) await of.links.delete(by, link)
  await of.installations.remove(by, installation)
}
