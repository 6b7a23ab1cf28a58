import type { Web } from '@postern/kit/http'
import { requireApplication } from '../enterprise-applications/require-application.ts'
import { keyCredentials, type Usage } from './key-credentials.ts'
import { certificateProblem } from './problems.ts'

/** The application and the certificate that the address names (`:id`, `:certificate`). Problem `certificate-missing`. */
export async function namedCredential(web: Web, usage: Usage) {
  const application = await requireApplication(web)
  const id = web.req.param('certificate')
  const of = (await keyCredentials(web.var.world.store, usage).list(application.id)).find(
    (one) => one.id === id,
  )
  if (!of) throw certificateProblem('certificate-missing', {})
  return { application, of }
}
