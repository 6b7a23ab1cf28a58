import type { EnterpriseApplication } from '../enterprise-applications/application.ts'
import type { Tenant } from '../tenant/tenant.ts'
import { signInProblem } from './problems.ts'

export interface Known {
  readonly tenant: Tenant
  readonly findByIdentifier: (issuer: string) => Promise<EnterpriseApplication | undefined>
}

/**
 * The application that says it sends a message: by its Issuer, compared exactly. Problem `AADSTS700016`; `AADSTS650056` where
 * the one slash is missing or too many that people overlook (entra.md 1.9).
 */
export async function requireSender(issuer: string, { tenant, findByIdentifier }: Known) {
  const found = await findByIdentifier(issuer)
  if (found) return found
  const identifier = issuer.endsWith('/') ? issuer.slice(0, -1) : `${issuer}/`
  const nearly = await findByIdentifier(identifier)
  if (nearly) throw signInProblem('AADSTS650056', { application: nearly.name, issuer, identifier })
  throw signInProblem('AADSTS700016', { issuer, tenant: tenant.name })
}
