import { timingSafeEqual } from 'node:crypto'
import type { Seal } from '@postern/kit/seal'
import type { Store } from '@postern/kit/store'
import { type By, changesOf, record } from '../audit/index.ts'
import { fold, nextNumber } from '../directory/index.ts'
import { type ApplicationLink, faultsOf, type LinkRequest } from './link.ts'
import { linkInvalid, linkProblem } from './problems.ts'
import { digest, type LinkTables, readScopes } from './tables.ts'

const most = 100
const purpose = (id: number) => `application_links.client_secret ${id}`

/** The incoming links. Their secrets are sealed, and shown to administrators alone. */
export function applicationLinks(of: { readonly store: Store; readonly seal: Seal }) {
  const { store, seal } = of
  const table = () => store.tables<LinkTables>()
  const row = async (column: 'id' | 'client_id', value: number | string) =>
    table().selectFrom('application_links').selectAll().where(column, '=', value).executeTakeFirst()
  const require = async (id: number) => {
    const found = Number.isSafeInteger(id) && id < 2 ** 31 ? await row('id', id) : undefined
    if (!found) throw linkProblem('link-missing', {})
    return found
  }
  return {
    async list(): Promise<readonly ApplicationLink[]> {
      const rows = table().selectFrom('application_links').selectAll().orderBy('id').limit(most)
      return (await rows.execute()).map(read)
    },
    require: async (id: number): Promise<ApplicationLink> => read(await require(id)),
    async find(id: number): Promise<ApplicationLink | undefined> {
      const found = await row('id', id)
      return found && read(found)
    },
    async findByClient(clientId: string): Promise<ApplicationLink | undefined> {
      const found = await row('client_id', clientId)
      return found && read(found)
    },
    secretOf: async (id: number): Promise<string> =>
      seal.open((await require(id)).client_secret, purpose(id)),
    async isSecret(id: number, secret: string): Promise<boolean> {
      const own = seal.open((await require(id)).client_secret, purpose(id))
      return timingSafeEqual(Buffer.from(digest(own)), Buffer.from(digest(secret)))
    },
    /** Makes a link, with a Client ID and a Client secret of its own. */
    async create(by: By, request: LinkRequest): Promise<ApplicationLink> {
      const { random, now } = by.from
      const faults = faultsOf(request)
      if (faults.length > 0) throw linkInvalid(faults)
      if ((await this.list()).length >= most)
        throw linkInvalid([{ field: 'name', message: `There may be at most ${most} links.` }])
      const id = await nextNumber(store, 'application_links')
      const row = {
        id,
        name_key: fold(request.name.trim()),
        name: request.name.trim(),
        redirect_url: request.redirectUrl,
        scopes: request.scopes.join(' '),
        client_id: random(16).toString('hex'),
        client_secret: seal.close(random(32).toString('hex'), purpose(id)),
        created_at: now,
      }
      return store.transaction(async (inner) => {
        const made = await inner
          .tables<LinkTables>()
          .insertInto('application_links')
          .values(row)
          .onConflict((conflict) => conflict.doNothing())
          .returningAll()
          .executeTakeFirst()
        if (!made) throw linkInvalid([{ field: 'name', message: 'Name is that of another link.' }])
        const facts = {
          'Redirect URL': row.redirect_url,
          Permissions: row.scopes,
          'Client ID': row.client_id,
        }
        const affected = [{ kind: 'Application link', name: row.name }] as const
        const summary = 'Application link created'
        await record(inner, by, { category: 'Security', summary, affected, changes: changesOf({}, facts) })
        return read(made)
      })
    },
    /** With it end all tokens that were given through it. */
    async delete(by: By, { id, name }: Pick<ApplicationLink, 'id' | 'name'>): Promise<void> {
      await store.transaction(async (inner) => {
        const tables = inner.tables<LinkTables>()
        await tables.deleteFrom('oauth_codes').where('link', '=', id).execute()
        await tables.deleteFrom('oauth_tokens').where('link', '=', id).execute()
        await tables.deleteFrom('application_links').where('id', '=', id).execute()
        const affected = [{ kind: 'Application link', name }] as const
        await record(inner, by, { category: 'Security', summary: 'Application link deleted', affected })
      })
    },
  }
}

export type ApplicationLinks = ReturnType<typeof applicationLinks>

const read = (row: LinkTables['application_links']): ApplicationLink => ({
  id: row.id,
  name: row.name,
  redirectUrl: row.redirect_url,
  scopes: readScopes(row.scopes),
  clientId: row.client_id,
  createdAt: row.created_at,
})
