import { entry, problems } from '@postern/saml/problem'

export const auditLogProblem = problems({
  'audit-event-missing': entry({
    kind: 'missing',
    cause: 'There is no such event in the audit log.',
    remedy: 'Search the Audit log. Events are kept for three years, and at most the newest 100,000.',
  }),
})
