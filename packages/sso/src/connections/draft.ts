import { addressPath, type Connection, connectionId } from './connection.ts'

export const usualClockSkew = 180

/** A connection that is only an address so far; the address is what the identity provider must be given first. */
export function newConnection(of: {
  readonly random: (octets: number) => Buffer
  readonly publicUrl: URL
  readonly name: string
  readonly now: number
}): Connection {
  const id = of.random(12).toString('hex')
  return {
    id: connectionId(id),
    name: of.name,
    state: 'draft',
    address: of.publicUrl.origin + addressPath(id),
    accounts: { create: false, groups: [] },
    knownDomains: [],
    unsolicited: true,
    clockSkewSeconds: usualClockSkew,
    legacy: [],
    createdAt: of.now,
  }
}

/** A name that no connection has yet: "New identity provider", then "New identity provider 2". */
export function freeName(taken: readonly string[]): string {
  const base = 'New identity provider'
  const used = new Set(taken.map((name) => name.toLowerCase()))
  let name = base
  for (let n = 2; used.has(name.toLowerCase()); n++) name = `${base} ${n}`
  return name
}
