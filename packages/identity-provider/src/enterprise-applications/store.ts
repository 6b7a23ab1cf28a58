import type { Store } from '@postern/kit/store'
import { containing, fold } from '../fold.ts'
import { isGuid } from '../guid.ts'
import { like } from '../like.ts'
import type { ApplicationProperties, EnterpriseApplication, SingleSignOnMethod } from './application.ts'
import type { BasicConfiguration } from './basic-configuration.ts'
import { applicationProblem } from './problems.ts'
import { type ApplicationTables, addressColumns, applicationOf, rowOf } from './row.ts'

export const applicationsShown = 100

export function applications(store: Store) {
  const table = () => store.tables<ApplicationTables>()
  return {
    async find(id: string): Promise<EnterpriseApplication | undefined> {
      if (!isGuid(id)) return undefined
      const row = await table().selectFrom('applications').selectAll().where('id', '=', id).executeTakeFirst()
      return row && applicationOf(row)
    },
    /** By the Issuer of a request: exact, to the last slash. */
    async findByIdentifier(identifier: string): Promise<EnterpriseApplication | undefined> {
      const row = await table()
        .selectFrom('application_identifiers as known')
        .innerJoin('applications', 'applications.id', 'known.application_id')
        .selectAll('applications')
        .where('known.identifier', '=', identifier)
        .executeTakeFirst()
      return row && applicationOf(row)
    },
    /** Problem `application-missing`. */
    async require(id: string): Promise<EnterpriseApplication> {
      const found = await this.find(id)
      if (!found) throw applicationProblem('application-missing', {})
      return found
    },
    async add(application: EnterpriseApplication): Promise<void> {
      await table().insertInto('applications').values(rowOf(application)).execute()
    },
    /** The application that has one of the Identifiers already, or undefined once the configuration is saved. */
    async configure(id: string, of: BasicConfiguration): Promise<EnterpriseApplication | undefined> {
      return store.transaction(async (inner) => {
        const rows = inner.tables<ApplicationTables>()
        const identifiers = [of.identifier, ...of.furtherIdentifiers]
        const other = await rows
          .selectFrom('application_identifiers')
          .select('application_id')
          .where('identifier', 'in', identifiers)
          .where('application_id', '<>', id)
          .executeTakeFirst()
        if (other) return applications(inner).find(other.application_id)
        await rows.deleteFrom('application_identifiers').where('application_id', '=', id).execute()
        await rows
          .insertInto('application_identifiers')
          .values(identifiers.map((identifier) => ({ identifier, application_id: id })))
          .execute()
        const columns = { ...addressColumns(of), method: 'saml' }
        await rows.updateTable('applications').set(columns).where('id', '=', id).execute()
        return undefined
      })
    },
    async select(id: string, method: SingleSignOnMethod): Promise<void> {
      await table().updateTable('applications').set({ method }).where('id', '=', id).execute()
    },
    async change(id: string, of: ApplicationProperties): Promise<void> {
      const columns = {
        name: of.name,
        name_key: fold(of.name),
        enabled: of.enabled ? 1 : 0,
        assignment_required: of.assignmentRequired ? 1 : 0,
        visible: of.visible ? 1 : 0,
        returns_errors: of.returnsErrors ? 1 : 0,
      }
      await table().updateTable('applications').set(columns).where('id', '=', id).execute()
    },
    async remove(id: string): Promise<void> {
      await table().deleteFrom('applications').where('id', '=', id).execute()
    },
    async list(search: string): Promise<readonly EnterpriseApplication[]> {
      const rows = await table()
        .selectFrom('applications')
        .selectAll()
        .where((of) => like(of.ref('name_key'), containing(search)))
        .orderBy('name_key')
        .orderBy('id')
        .limit(applicationsShown)
        .execute()
      return rows.map(applicationOf)
    },
    async count(): Promise<number> {
      const row = await table()
        .selectFrom('applications')
        .select((of) => of.fn.countAll().as('applications'))
        .executeTakeFirstOrThrow()
      return Number(row.applications)
    },
  }
}

export type Applications = ReturnType<typeof applications>
