import { dayOf } from '@postern/kit/html'
import { mail } from '@postern/kit/mail'
import type { Migration } from '@postern/kit/store'
import type { World } from '@postern/kit/world'
import { singleSignOnPath } from '../enterprise-applications/paths.ts'
import type { SettingsTables } from './signing-settings.ts'

/** Days before the end at which a letter goes out (entra.md 3.3), each with the one that follows it. */
const noticed = [
  { days: 60, until: 30 },
  { days: 30, until: 7 },
  { days: 7, until: 0 },
]
const day = 86_400_000
const perSweep = 50

interface NoticeTables extends SettingsTables {
  applications: { id: string; name: string }
  signing_certificates: { id: string; application_id: string; active: number; not_after: number }
  certificate_notices: { certificate_id: string; days: number }
}

export const certificateNoticesMigration: Migration = {
  name: '031-certificate-notices',
  up: async (database) => {
    await database.schema
      .createTable('certificate_notices')
      .addColumn('certificate_id', 'text', (column) =>
        column.notNull().references('signing_certificates.id').onDelete('cascade'),
      )
      .addColumn('days', 'integer', (column) => column.notNull())
      .addPrimaryKeyConstraint('certificate_notices_key', ['certificate_id', 'days'])
      .execute()
    await database.schema
      .createIndex('signing_certificates_not_after')
      .on('signing_certificates')
      .column('not_after')
      .execute()
  },
}

/** Writes to the addresses under *Notification Email* once at each of the days before an active certificate expires. */
export function expiryNotices(world: World) {
  const post = mail(world)
  async function due(now: number, of: (typeof noticed)[number]) {
    return world.store
      .tables<NoticeTables>()
      .selectFrom('signing_certificates as certificate')
      .innerJoin('signing_settings as settings', 'settings.application_id', 'certificate.application_id')
      .innerJoin('applications', 'applications.id', 'certificate.application_id')
      .leftJoin('certificate_notices as notice', (join) =>
        join.onRef('notice.certificate_id', '=', 'certificate.id').on('notice.days', '=', of.days),
      )
      .select(['certificate.id', 'certificate.not_after', 'settings.notified'])
      .select(['applications.name', 'applications.id as application'])
      .where('certificate.active', '=', 1)
      .where('certificate.not_after', '<=', now + of.days * day)
      .where('certificate.not_after', '>', now + of.until * day)
      .where('settings.notified', '<>', '[]')
      .where('notice.days', 'is', null)
      .limit(perSweep)
      .execute()
  }
  return {
    /** Where no mail server is set up nothing is written down either: the letters go once there is one. */
    async sweep(now: number): Promise<void> {
      if (!post.isSetUp) return
      for (const of of noticed) {
        for (const one of await due(now, of)) {
          // The letter and the mark that it was written are kept together: with two nodes it is written once.
          await world.store.transaction(async (store) => {
            const mark = await store
              .tables<NoticeTables>()
              .insertInto('certificate_notices')
              .values({ certificate_id: one.id, days: of.days })
              .onConflict((conflict) => conflict.columns(['certificate_id', 'days']).doNothing())
              .returning('days')
              .executeTakeFirst()
            if (!mark) return
            const link = new URL(singleSignOnPath(one.application), world.settings.publicUrl).href
            const letter = { name: one.name, notAfter: one.not_after, link }
            await post.queue({ to: JSON.parse(one.notified) as string[], ...letterOf(letter) }, store)
          })
        }
      }
    },
  }
}

function letterOf({ name, notAfter, link }: { name: string; notAfter: number; link: string }) {
  return {
    subject: `The SAML signing certificate of ${name} expires on ${dayOf(notAfter)}`,
    text: [
      `The certificate that signs people in to ${name} expires on ${dayOf(notAfter)}.`,
      `An application that looks at the date refuses every sign-in from then on.`,
      '',
      `1. Open SAML Signing Certificate: ${link}`,
      '2. Choose New certificate. It is published in the federation metadata and signs nothing yet.',
      `3. Let ${name} trust it: by the App Federation Metadata Url, or give it the certificate.`,
      '4. Choose Make certificate active.',
      '',
    ].join('\n'),
  }
}
