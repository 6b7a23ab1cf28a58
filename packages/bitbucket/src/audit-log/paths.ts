import type { Entry } from '../audit/index.ts'
import { withQuery } from '../frame/index.ts'

export const auditLogPath = '/admin/audit-log'

export const entryPath = ({ id }: Pick<Entry, 'id'>): string => `${auditLogPath}/${id}`

/** The list, narrowed; what is empty is left out of the address. */
export const listPath = (narrowed: Readonly<Record<'q' | 'category' | 'before', string>>): string => {
  const given = Object.entries(narrowed).filter(([, value]) => value !== '')
  return given.length === 0 ? auditLogPath : withQuery(auditLogPath, Object.fromEntries(given))
}
