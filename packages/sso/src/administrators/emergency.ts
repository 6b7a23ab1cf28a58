import type { Session } from '@postern/kit/session'
import { type Administrator, administratorId } from './administrator.ts'

/** Whoever came in by a break-glass code: an owner without an account, for half an hour. */
export const emergency: Administrator = {
  id: administratorId('break-glass'),
  userName: 'Break-glass',
  role: 'owner',
  disabled: false,
  email: undefined,
  hasCode: false,
  hasPasskey: false,
  createdAt: 0,
}

export const isEmergency = ({ subject }: Session): boolean => subject === emergency.id

/** However much it is used. It has no password to ask for again, and so the code is its proof all along. */
export const emergencyLasts = 30 * 60_000
