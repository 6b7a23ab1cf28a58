import type { ApplicationId } from '../applications/application.ts'
import type { Edition } from '../presets/preset.ts'
import { usualChoices } from './choices.ts'
import { addressPath, type Connection, connectionId } from './connection.ts'

export const usualClockSkew = 180

/** A connection that is only an address so far; the address is what the identity provider must be given first. */
export function newConnection(of: {
  readonly random: (octets: number) => Buffer
  readonly publicUrl: URL
  readonly name: string
  readonly preset?: string
  readonly edition?: Edition
  /** Left out where there is none yet, or several to choose from. */
  readonly applicationId?: ApplicationId | undefined
  readonly now: number
}): Connection {
  const id = of.random(12).toString('hex')
  return {
    id: connectionId(id),
    name: of.name,
    state: 'draft',
    address: of.publicUrl.origin + addressPath(id),
    preset: of.preset ?? 'any-saml',
    edition: of.edition ?? 'basic',
    setup: [],
    ...(of.applicationId ? { applicationId: of.applicationId } : {}),
    verifiedCertificates: [],
    accounts: { create: false, groups: [] },
    knownDomains: [],
    anyDomain: false,
    unsolicited: true,
    clockSkewSeconds: usualClockSkew,
    legacy: [],
    choices: usualChoices,
    createdAt: of.now,
  }
}

/** A name that no connection has yet: "Okta", then "Okta 2". */
export function freeName(base: string, taken: readonly string[]): string {
  const used = new Set(taken.map((name) => name.toLowerCase()))
  let name = base
  for (let n = 2; used.has(name.toLowerCase()); n++) name = `${base} ${n}`
  return name
}
