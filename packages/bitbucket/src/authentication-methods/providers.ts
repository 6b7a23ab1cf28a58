import type { Seal } from '@postern/kit/seal'
import type { Store } from '@postern/kit/store'
import { type By, type Change, changesOf, record } from '../audit/index.ts'
import { fold, nextNumber } from '../directory/index.ts'
import { methodsProblem, providerInvalid } from './problems.ts'
import {
  defaults,
  factsOf,
  type Provider,
  type ProviderFault,
  type ProviderSettings,
  providerFaults,
} from './provider.ts'

interface Tables {
  providers: {
    id: number
    name_key: string
    issuer_url: string
    settings: string
    client_secret: string
    last_updated: number
  }
}

const most = 50
const purpose = (id: number) => `providers.client_secret ${id}`

const providerOf = (row: Tables['providers']): Provider => ({
  // What was kept before a setting existed has its default.
  ...defaults,
  ...(JSON.parse(row.settings) as ProviderSettings),
  id: row.id,
  lastUpdated: row.last_updated,
})

/** The identity providers of *Authentication methods*, oldest first; secrets are sealed and leave only by `secretOf`. */
export function providers(of: { store: Store; seal: Seal }) {
  const tables = () => of.store.tables<Tables>()
  const all = async (): Promise<readonly Provider[]> =>
    (await tables().selectFrom('providers').selectAll().orderBy('id').limit(most).execute()).map(providerOf)
  const row = async (id: number) => {
    const found = Number.isSafeInteger(id) && id < 2 ** 31
    const query = tables()
      .selectFrom('providers')
      .selectAll()
      .where('id', '=', found ? id : -1)
    const kept = await query.executeTakeFirst()
    if (!kept) throw methodsProblem('provider-missing', { id: String(id) })
    return kept
  }
  /** The issuer must be one provider's alone: a sign-in that starts there names nothing else (bitbucket.md 1c). */
  const judge = async (settings: ProviderSettings, secret: boolean, own?: number): Promise<void> => {
    const faults: ProviderFault[] = [...providerFaults(settings, secret)]
    const others = (await all()).filter((other) => other.id !== own)
    if (others.some((other) => fold(other.name) === fold(settings.name)))
      faults.push({ field: 'name', message: 'Name is that of another identity provider.' })
    if (others.some((other) => other.issuerUrl === settings.issuerUrl))
      faults.push(
        settings.protocol === 'saml'
          ? { field: 'sso-issuer', message: 'Single sign-on issuer is that of another identity provider.' }
          : { field: 'issuer-url', message: 'Issuer URL is that of another identity provider.' },
      )
    if (own === undefined && others.length >= most)
      faults.push({ field: 'name', message: `There may be at most ${most} identity providers.` })
    if (faults.length > 0) throw providerInvalid(faults)
  }
  const columns = (settings: ProviderSettings, now: number) => ({
    name_key: fold(settings.name),
    issuer_url: settings.issuerUrl,
    settings: JSON.stringify(settings),
    last_updated: now,
  })
  return {
    all,
    enabled: async () => (await all()).filter((provider) => provider.enabled),
    require: async (id: number): Promise<Provider> => providerOf(await row(id)),
    secretOf: async (id: number): Promise<string> => of.seal.open((await row(id)).client_secret, purpose(id)),
    async create(by: By, settings: ProviderSettings, secret: string): Promise<Provider> {
      const { now } = by.from
      await judge(settings, secret !== '')
      const id = await nextNumber(of.store, 'providers')
      const client_secret = of.seal.close(secret, purpose(id))
      return of.store.transaction(async (inner) => {
        const made = await inner
          .tables<Tables>()
          .insertInto('providers')
          .values({ id, client_secret, ...columns(settings, now) })
          .onConflict((conflict) => conflict.doNothing())
          .returning('id')
          .executeTakeFirst()
        if (!made)
          throw providerInvalid([{ field: 'name', message: 'Another was added at the same moment.' }])
        await tell(inner, by, 'Identity provider added', settings.name, changesOf({}, factsOf(settings)))
        return { ...settings, id, lastUpdated: now }
      })
    },
    /** An empty secret keeps the one that is there. */
    async update(by: By, id: number, settings: ProviderSettings, secret: string): Promise<Provider> {
      const { now } = by.from
      const before = providerOf(await row(id))
      await judge(settings, true, id)
      const renewed = secret === '' ? {} : { client_secret: of.seal.close(secret, purpose(id)) }
      const replaced = { label: 'Client secret', from: undefined, to: 'Replaced, not shown' }
      const changes = changesOf(factsOf(before), factsOf(settings))
      await of.store.transaction(async (inner) => {
        await inner
          .tables<Tables>()
          .updateTable('providers')
          .set({ ...columns(settings, now), ...renewed })
          .where('id', '=', id)
          .execute()
        const all = secret === '' ? changes : [...changes, replaced]
        await tell(inner, by, 'Identity provider changed', settings.name, all)
      })
      return { ...settings, id, lastUpdated: now }
    },
    async delete(by: By, id: number): Promise<Provider> {
      const gone = providerOf(await row(id))
      await of.store.transaction(async (inner) => {
        await inner.tables<Tables>().deleteFrom('providers').where('id', '=', id).execute()
        await tell(inner, by, 'Identity provider deleted', gone.name)
      })
      return gone
    },
  }
}

const tell = (
  inner: Store,
  by: By,
  summary: string,
  name: string,
  changes?: readonly Change[],
): Promise<void> =>
  record(inner, by, {
    category: 'Security',
    summary,
    affected: [{ kind: 'Identity provider', name }],
    changes,
  })

export type Providers = ReturnType<typeof providers>
