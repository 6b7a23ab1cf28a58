import type { Web } from '@postern/kit/http'
import type { EnterpriseApplication } from './application.ts'
import { applications } from './store.ts'

/** The application that the address names (`:id`). Problem `application-missing`. */
export const requireApplication = (web: Web): Promise<EnterpriseApplication> =>
  applications(web.var.world.store).require(web.req.param('id') ?? '')
