import type { World } from '@postern/kit/world'
import { Problem } from '@postern/saml'
import { itself } from '../audit/store.ts'
import { changeConnection } from '../connections/audited.ts'
import type { Connection, IdentityProvider } from '../connections/connection.ts'
import type { Connections } from '../connections/store.ts'
import { fetchMetadata } from './fetch-metadata.ts'
import { readIdentityProvider } from './read-identity-provider.ts'
import { takenIn } from './taken-in.ts'

const hour = 3_600_000
/** A stranger who sends forged answers makes us ask the identity provider twice a minute and no more. */
const shortest = 30_000
const atOnce = 8
const patience = { step: 50, most: 12_000 }

/** A connection whose published metadata is read again by the clock. */
export const isFollowed = ({ state, identityProvider }: Connection): boolean =>
  state !== 'draft' && identityProvider?.source?.followed === true

/** Reads published metadata anew: every hour, when somebody asks, and when an answer is signed with an unknown key. */
export function metadataRefresh({ world, connections }: { world: World; connections: Connections }) {
  /** False where it was tried less than `gap` milliseconds ago, here or on another node. */
  async function refresh(connection: Connection, gap: number): Promise<boolean> {
    const { id, name } = connection
    if (!(await connections.claimRefresh(id, { now: world.clock(), gap }))) return false
    let why: string | undefined
    try {
      const changes = takenIn(connection, await published(connection, world.clock()), world.clock())
      const change = { store: world.store, who: itself(world), before: connection }
      await changeConnection({ ...change, action: 'Published metadata taken in' }, (inside) =>
        inside.renew(connection, changes),
      )
    } catch (thrown) {
      world.log.warn({ err: thrown, connection: name }, 'metadata was not refreshed')
      why = thrown instanceof Problem ? `${thrown.message} ${thrown.remedy}` : 'This service failed at it.'
    }
    await connections.endRefresh(id, { now: world.clock(), why })
    return true
  }

  return {
    /** All that are due. */
    async due(now: number): Promise<void> {
      const followed = (await connections.list()).filter(isFollowed)
      const due = followed.filter((one) => Math.max(lastTried(one), readAt(one)) <= now - hour)
      const waiting = due.values()
      const work = async () => {
        for (const connection of waiting) await refresh(connection, hour)
      }
      await Promise.all(Array.from({ length: atOnce }, work))
    },
    /** Now, because an administrator asks. */
    async now(connection: Connection): Promise<void> {
      if (isFollowed(connection)) await refresh(connection, 0)
    },
    /**
     * After an answer that was signed with no known key: the connection as it is when the metadata was read again;
     * undefined where that brought nothing new. The first to ask reads, the others wait for it: in a roll-over the next
     * hundred people come in the same second.
     */
    async forUnknownKey(connection: Connection): Promise<Connection | undefined> {
      if (!isFollowed(connection)) return undefined
      if (!(await refresh(connection, shortest))) await over(connection)
      const after = await connections.find(connection.id)
      return after && certificatesOf(after) !== certificatesOf(connection) ? after : undefined
    },
  }

  async function over({ id }: Connection): Promise<void> {
    for (let waited = 0; waited < patience.most; waited += patience.step) {
      if (!(await connections.isRefreshing(id, world.clock()))) return
      await new Promise((resolve) => setTimeout(resolve, patience.step))
    }
  }
}

export type MetadataRefresh = ReturnType<typeof metadataRefresh>

const lastTried = ({ refresh }: Connection) => refresh?.triedAt ?? 0
const readAt = ({ identityProvider }: Connection) => identityProvider?.source?.readAt ?? 0
const certificatesOf = ({ verifiedCertificates }: Connection) => verifiedCertificates.join()

async function published(connection: Connection, now: number): Promise<IdentityProvider> {
  const { source } = connection.identityProvider ?? {}
  const { address = '', confirmedHost = '' } = source ?? {}
  const octets = await fetchMetadata(address, { confirmedHost })
  const read = readIdentityProvider(octets, { ourAddress: connection.address, now })
  return { ...read, source: { from: 'address', ...source, readAt: now } }
}
