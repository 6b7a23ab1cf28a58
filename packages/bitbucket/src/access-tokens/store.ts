import { createHash, timingSafeEqual } from 'node:crypto'
import type { Store } from '@postern/kit/store'
import { type Affected, type By, type Change, changesOf, record } from '../audit/index.ts'
import { type Actor, type Directory, includes, type PageOf, pageOf, type Range } from '../directory/index.ts'
import { affectedPlace, contentInvalid } from '../projects/index.ts'
import { tokenProblem } from './problems.ts'
import {
  type AccessToken,
  type Owner,
  reachOf,
  type TokenPermission,
  type TokenRequest,
  tokenFaults,
} from './token.ts'

interface Tables {
  access_tokens: {
    id: string
    digest: string
    owner: string
    user_id: number | null
    project_id: number | null
    repository_id: number | null
    name: string
    permissions: string
    created_at: number
    expires_at: number | null
    last_used_at: number | null
  }
}

type Row = Tables['access_tokens']

const day = 24 * 60 * 60_000
const mostOfOne = 200
/** Written down no oftener, so that a clone is no write to the store. */
const usedAgainAfter = 10 * 60_000
const digestOf = (secret: Buffer) => createHash('sha256').update(secret).digest('hex')

const tokenOf = (row: Row): AccessToken => ({
  id: row.id,
  name: row.name,
  permissions: row.permissions.split(' ') as TokenPermission[],
  createdAt: row.created_at,
  expiresAt: row.expires_at ?? undefined,
  lastUsedAt: row.last_used_at ?? undefined,
})

const keyOf = (owner: Owner): string => {
  if (owner.kind === 'user') return `user:${owner.user.id}`
  if (owner.kind === 'project') return `project:${owner.project.id}`
  return `repository:${owner.repository.id}`
}

/** HTTP access tokens (bitbucket.md 2.5). Only a digest is kept: 20 random octets need no slow hash. */
export function accessTokens(store: Store, directory: Directory) {
  const tables = () => store.tables<Tables>()
  const rowOf = async (owner: Owner, id: string): Promise<Row> => {
    const row = await tables()
      .selectFrom('access_tokens')
      .selectAll()
      .where('id', '=', id)
      .where('owner', '=', keyOf(owner))
      .executeTakeFirst()
    if (!row) throw tokenProblem('token-missing', { id })
    return row
  }
  return {
    async list(owner: Owner, range: Range): Promise<PageOf<AccessToken>> {
      const rows = await tables()
        .selectFrom('access_tokens')
        .selectAll()
        .where('owner', '=', keyOf(owner))
        .orderBy('created_at')
        .orderBy('id')
        .limit(range.limit + 1)
        .offset(range.start)
        .execute()
      return pageOf(rows.map(tokenOf), range)
    },
    require: async (owner: Owner, id: string): Promise<AccessToken> => tokenOf(await rowOf(owner, id)),
    /** The token and, this once, its secret text: base64 of `<id>:<20 octets>`, as Bitbucket's. */
    async create(by: By, owner: Owner, request: TokenRequest): Promise<{ token: AccessToken; text: string }> {
      const { random, now } = by.from
      const faults = tokenFaults(request, owner.kind)
      if (faults.length > 0) throw contentInvalid(faults)
      if ((await this.list(owner, { start: 0, limit: mostOfOne })).values.length >= mostOfOne)
        throw tokenProblem('token-too-many', { most: mostOfOne })
      const id = String(100_000_000_000 + (random(6).readUIntBE(0, 6) % 900_000_000_000))
      const secret = random(20)
      const row: Row = {
        id,
        digest: digestOf(secret),
        owner: keyOf(owner),
        user_id: owner.kind === 'user' ? owner.user.id : null,
        project_id: projectOf(owner),
        repository_id: owner.kind === 'repository' ? owner.repository.id : null,
        name: request.name,
        permissions: [...new Set(request.permissions)].join(' '),
        created_at: now,
        expires_at: request.expiryDays === undefined ? null : now + request.expiryDays * day,
        last_used_at: null,
      }
      await store.transaction(async (inner) => {
        await inner.tables<Tables>().insertInto('access_tokens').values(row).execute()
        await tell(inner, by, 'Access token created', owner, row.name, changesOf({}, factsOf(row)))
      })
      return {
        token: tokenOf(row),
        text: Buffer.concat([Buffer.from(`${id}:`), secret]).toString('base64'),
      }
    },
    /** Name and permissions; when it expires stays as it was made. */
    async update(
      by: By,
      owner: Owner,
      id: string,
      to: { name?: string | undefined; permissions?: readonly string[] | undefined },
    ): Promise<AccessToken> {
      const row = await rowOf(owner, id)
      const name = to.name ?? row.name
      const permissions = to.permissions ?? row.permissions.split(' ')
      const faults = tokenFaults({ name, permissions, expiryDays: undefined }, owner.kind)
      if (faults.length > 0) throw contentInvalid(faults)
      const changed = { name, permissions: [...new Set(permissions)].join(' ') }
      const changes = changesOf(factsOf(row), factsOf(changed))
      await store.transaction(async (inner) => {
        const tables = inner.tables<Tables>()
        await tables.updateTable('access_tokens').set(changed).where('id', '=', id).execute()
        await tell(inner, by, 'Access token changed', owner, row.name, changes)
      })
      return tokenOf({ ...row, ...changed })
    },
    async delete(by: By, owner: Owner, id: string): Promise<void> {
      const { name } = await rowOf(owner, id)
      await store.transaction(async (inner) => {
        await inner.tables<Tables>().deleteFrom('access_tokens').where('id', '=', id).execute()
        await tell(inner, by, 'Access token revoked', owner, name)
      })
    },
    /**
     * For whom a token speaks; undefined where it is none of ours, expired, or its user may not log in any more. It never
     * administers Bitbucket itself, whoever its user is (bitbucket.md 2.0).
     */
    async actorOf(text: string, now: number): Promise<Actor | undefined> {
      const octets = Buffer.from(text, 'base64')
      const colon = octets.indexOf(':')
      const id = octets.subarray(0, Math.max(colon, 0)).toString('latin1')
      if (!/^\d{12}$/.test(id)) return undefined
      const row = await tables()
        .selectFrom('access_tokens')
        .selectAll()
        .where('id', '=', id)
        .executeTakeFirst()
      const digest = digestOf(octets.subarray(colon + 1))
      if (!row || !timingSafeEqual(Buffer.from(row.digest), Buffer.from(digest))) return undefined
      if (row.expires_at !== null && row.expires_at <= now) return undefined
      const actor = row.user_id === null ? contentActor(row) : await userActor(row, directory)
      if (actor && now - (row.last_used_at ?? 0) > usedAgainAfter)
        await tables().updateTable('access_tokens').set({ last_used_at: now }).where('id', '=', id).execute()
      return actor
    },
    /** Tokens that expired a month ago; until then their page says so. */
    async sweep(now: number): Promise<void> {
      await tables()
        .deleteFrom('access_tokens')
        .where('expires_at', '<', now - 30 * day)
        .execute()
    },
  }
}

const factsOf = ({ name, permissions }: Pick<Row, 'name' | 'permissions'>) => ({
  Name: name,
  Permissions: permissions.split(' '),
})

function ownerIn(owner: Owner): Affected {
  if (owner.kind === 'user') return { kind: 'User', name: owner.user.name }
  if (owner.kind === 'project') return affectedPlace(owner)
  const { repository } = owner
  return affectedPlace({ project: repository.project, repository })
}

const tell = (
  inner: Store,
  by: By,
  summary: string,
  owner: Owner,
  name: string,
  changes?: readonly Change[],
): Promise<void> =>
  record(inner, by, {
    category: 'Security',
    summary,
    affected: [{ kind: 'Access token', name }, ownerIn(owner)],
    changes,
  })

const projectOf = (owner: Owner): number | null => {
  if (owner.kind === 'user') return null
  return owner.kind === 'project' ? owner.project.id : owner.repository.project.id
}

async function userActor(row: Row, directory: Directory): Promise<Actor | undefined> {
  const user = await directory.users.byId(row.user_id ?? 0)
  const own = user?.active ? await directory.permissions.of(user) : undefined
  if (!user || !own) return undefined
  const reach = reachOf(tokenOf(row).permissions)
  const creates = reach.projects === 'ADMIN' && includes(own, 'PROJECT_CREATE')
  return { user, permission: creates ? 'PROJECT_CREATE' : 'LICENSED_USER', reach: { own, ...reach } }
}

/** The token of a project or a repository stands for nobody: a user of type SERVICE, as Bitbucket shows it. */
function contentActor(row: Row): Actor | undefined {
  if (row.project_id === null) return undefined
  const name = `access-token-user/${row.repository_id === null ? '1' : '2'}/${row.repository_id ?? row.project_id}`
  return {
    user: {
      id: 0,
      name,
      slug: name.replaceAll('/', '_'),
      displayName: row.name,
      emailAddress: '',
      active: true,
      passwordHash: '',
      createdAt: row.created_at,
      lastAuthenticatedAt: row.last_used_at ?? undefined,
    },
    permission: 'LICENSED_USER',
    reach: {
      own: 'LICENSED_USER',
      ...reachOf(tokenOf(row).permissions),
      only: { project: row.project_id, repository: row.repository_id ?? undefined },
    },
  }
}

export type AccessTokens = ReturnType<typeof accessTokens>
