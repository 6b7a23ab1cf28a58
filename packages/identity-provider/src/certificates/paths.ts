import { applicationsPath, singleSignOnPath } from '../enterprise-applications/paths.ts'

export const signingPath = (id: string): string => `${singleSignOnPath(id)}/signing-certificates`
export const signingCertificatePath = (id: string, certificate: string): string =>
  `${signingPath(id)}/${certificate}`

/** As Hono writes it, for routes. */
export const signingRoute = `${applicationsPath}/:id/single-sign-on/signing-certificates` as const
