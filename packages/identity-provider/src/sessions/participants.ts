import type { Migration, Store } from '@postern/kit/store'

interface ParticipantTables {
  session_participants: {
    session: string
    application_id: string
    name_id: string
    name_id_format: string | null
    session_index: string
    answered_at: number
  }
}

/** An application that was given a Response in a session. */
export interface Participant {
  readonly applicationId: string
  readonly nameId: string
  /** Undefined: what the application is given unless it asks for another. */
  readonly nameIdFormat: string | undefined
  readonly sessionIndex: string
}

/** A session reaches no more; what comes after that is not told of its end. */
const mostParticipants = 100

export const participantsMigration: Migration = {
  name: '046-session-participants',
  up: async (database) => {
    await database.schema
      .createTable('session_participants')
      .addColumn('session', 'text', (column) =>
        column.notNull().references('sessions.key').onDelete('cascade'),
      )
      .addColumn('application_id', 'text', (column) => column.notNull())
      .addColumn('name_id', 'text', (column) => column.notNull())
      .addColumn('name_id_format', 'text')
      .addColumn('session_index', 'text', (column) => column.notNull())
      .addColumn('answered_at', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('session_participants_key', ['session', 'application_id'])
      .execute()
  },
}

/** Whom to tell when a session ends (SAML Profiles 4.4): each application once, under what it was told last. */
export function participants(store: Store) {
  const table = () => store.tables<ParticipantTables>()
  return {
    async add(session: string, of: Participant, now: number): Promise<void> {
      const fresh = {
        name_id: of.nameId,
        name_id_format: of.nameIdFormat ?? null,
        session_index: of.sessionIndex,
        answered_at: now,
      }
      await table()
        .insertInto('session_participants')
        .values({ session, application_id: of.applicationId, ...fresh })
        .onConflict((conflict) => conflict.columns(['session', 'application_id']).doUpdateSet(fresh))
        .execute()
    },
    async of(session: string): Promise<readonly Participant[]> {
      const rows = await table()
        .selectFrom('session_participants')
        .selectAll()
        .where('session', '=', session)
        .orderBy('answered_at', 'desc')
        .limit(mostParticipants)
        .execute()
      return rows.map((row) => ({
        applicationId: row.application_id,
        nameId: row.name_id,
        nameIdFormat: row.name_id_format ?? undefined,
        sessionIndex: row.session_index,
      }))
    },
  }
}
