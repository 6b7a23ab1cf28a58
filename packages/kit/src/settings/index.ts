export { isLoopback, type MailSettings, readSettings, type Settings } from './settings.ts'
