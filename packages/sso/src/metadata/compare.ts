import type { Certificate } from '@postern/saml'
import { believedCertificates, type Connection, type IdentityProvider } from '../connections/connection.ts'

type Standing = 'same' | 'new' | 'gone'

export interface ComparedAddress {
  /** As the identity provider's screen calls it. */
  readonly label: string
  readonly location: string
  readonly binding: string
  readonly standing: Standing
}

export interface ComparedCertificate {
  readonly certificate: Certificate
  readonly standing: Standing
  readonly believed: boolean
}

export interface Comparison {
  readonly addresses: readonly ComparedAddress[]
  readonly certificates: readonly ComparedCertificate[]
  /** Nothing is new and nothing that counts is gone. */
  readonly same: boolean
}

/** What an import would change: addresses, and certificates that it shows or that are believed. New ones first. */
export function compareMetadata(connection: Connection, read: IdentityProvider): Comparison {
  const before = connection.identityProvider
  const addresses = compared(before ? addressesOf(before) : [], addressesOf(read), keyOfAddress)
  const believed = believedCertificates(connection)
  const shownBefore = before?.certificates ?? []
  const certificates = compared(shownBefore, read.certificates, ({ sha256 }) => sha256)
    .map(({ standing, ...certificate }) => ({
      certificate,
      standing,
      believed: believed.some(({ sha256 }) => sha256 === certificate.sha256),
    }))
    .filter((one) => one.standing !== 'gone' || one.believed)
  const all = [...addresses, ...certificates]
  return { addresses, certificates, same: all.every(({ standing }) => standing === 'same') }
}

type Location = Omit<ComparedAddress, 'standing'>
const keyOfAddress = ({ label, location, binding }: Location) => JSON.stringify([label, location, binding])

function addressesOf({ singleSignOn, singleLogout }: IdentityProvider): readonly Location[] {
  const logout = singleLogout ? [{ label: 'Logout URL', ...singleLogout }] : []
  const login = singleSignOn.map((endpoint) => ({ label: 'Login URL', ...endpoint }))
  return [...login, ...logout].map(({ label, location, binding }) => ({ label, location, binding }))
}

function compared<T extends object>(
  before: readonly T[],
  after: readonly T[],
  keyOf: (one: T) => string,
): readonly (T & { readonly standing: Standing })[] {
  const [old, fresh] = [new Set(before.map(keyOf)), new Set(after.map(keyOf))]
  const at = (standing: Standing, from: readonly T[], belongs: (key: string) => boolean) =>
    from.filter((one) => belongs(keyOf(one))).map((one) => ({ ...one, standing }))
  return [
    ...at('new', after, (key) => !old.has(key)),
    ...at('same', after, (key) => old.has(key)),
    ...at('gone', before, (key) => !fresh.has(key)),
  ]
}
