export { type Letter, type Mail, mail } from './mail.ts'
export { mailMigration } from './outbox.ts'
