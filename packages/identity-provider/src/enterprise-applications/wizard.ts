import type { Web } from '@postern/kit/http'
import { applicationPath, applicationsPath } from './paths.ts'

/**
 * The *App Configuration Wizard* is one way through the screens that there are: each screen that is entered with
 * `?wizard=yes` leads back to it. It keeps nothing of its own: what is done is seen from the application.
 */
export const startPath = `${applicationsPath}/configuration-wizard`
export const wizardPath = (id: string): string => `${applicationPath(id)}/configuration-wizard`

export const inWizard = (web: Web): boolean => web.req.query('wizard') === 'yes'

/** The address of a form or of a further page, entered from where `web` is. */
export const sameWay = (web: Web, path: string): string => (inWizard(web) ? `${path}?wizard=yes` : path)

/** Where a form leads that was saved: back to the wizard, or where it usually does. */
export const onward = (web: Web, id: string, usual: string): string =>
  inWizard(web) ? `${wizardPath(id)}?done=saved` : usual
