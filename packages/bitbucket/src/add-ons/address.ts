import { isProviderAddress } from '../authentication-methods/index.ts'
import { fetchJson } from '../openid/index.ts'
import { addOnInvalid } from './problems.ts'

const loopback = new Set(['localhost', '127.0.0.1', '[::1]'])

/**
 * What stands in the field at first: the service that this host was started beside (`started`); else a host on this
 * machine has its SSO service here too, another has it anywhere.
 */
export const usualAddress = (publicUrl: URL, started?: string): string =>
  started ?? (loopback.has(publicUrl.hostname) ? 'http://localhost:4200' : '')

/** Where the SSO service takes people back after the consent; it shows the same on its page *Connect Bitbucket*. */
export const callbackOf = (address: string): string => `${address}/admin/applications/connect/callback`

/** The origin that was typed, once an SSO service has answered there. Problems name the field and what to do. */
export async function serviceAt(typed: string): Promise<string> {
  const text = typed.trim()
  if (text === '')
    throw addOnInvalid('Address of the SSO service is needed, such as https://sso.example.com.')
  const url = isProviderAddress(text) ? new URL(text) : undefined
  if (!url) {
    throw addOnInvalid(
      'Address of the SSO service must start with https:// (http:// only for localhost and 127.0.0.1).',
    )
  }
  if (url.pathname !== '/' || url.search !== '') {
    throw addOnInvalid(`Address of the SSO service ends after the host: ${url.origin}.`)
  }
  const issuer = `${url.origin}/openid`
  const found = await fetchJson(`${issuer}/.well-known/openid-configuration`).catch((error: unknown) => {
    throw addOnInvalid(`No SSO service answers at ${url.origin}. Start it, or correct the address.`, error)
  })
  if (found.status !== 200 || found.body.issuer !== issuer) {
    throw addOnInvalid(
      `What answers at ${url.origin} is not the SSO service, or knows itself by another address. Enter the address that its own pages show.`,
    )
  }
  return url.origin
}
