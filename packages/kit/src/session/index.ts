export { type Session, type Sessions, sessions, sessionsMigration } from './session.ts'
