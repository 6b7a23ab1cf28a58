import { entry, problems } from '@postern/saml/problem'

export const auditProblem = problems({
  'audit-entry-missing': entry({
    kind: 'missing',
    cause: 'There is no such entry in the audit log.',
    remedy: 'Search the audit log. Entries are kept for ten years.',
  }),
})
