import { applicationPath, applicationsPath, singleSignOnPath } from '../enterprise-applications/paths.ts'

export const signingPath = (id: string): string => `${singleSignOnPath(id)}/signing-certificates`
export const signingCertificatePath = (id: string, certificate: string): string =>
  `${signingPath(id)}/${certificate}`

/** As Hono writes it, for routes. */
export const signingRoute = `${applicationsPath}/:id/single-sign-on/signing-certificates` as const

export const verificationPath = (id: string): string => `${singleSignOnPath(id)}/verification-certificates`
export const verificationRoute = `${applicationsPath}/:id/single-sign-on/verification-certificates` as const

export const encryptionPath = (id: string): string => `${applicationPath(id)}/token-encryption`
export const encryptionRoute = `${applicationsPath}/:id/token-encryption` as const
