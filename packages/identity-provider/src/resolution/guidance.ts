import { explained } from '@postern/saml/problem'
import { signingPath, verificationPath } from '../certificates/paths.ts'
import { claimsPath } from '../claims/paths.ts'
import type { EnterpriseApplication } from '../enterprise-applications/application.ts'
import {
  configurationPath,
  methodPath,
  propertiesPath,
  usersAndGroupsPath,
} from '../enterprise-applications/paths.ts'
import { applicationProblem } from '../enterprise-applications/problems.ts'
import { signInProblem } from '../sign-in/problems.ts'

/** What a code means, and where it is mended. */
export interface Guidance {
  readonly code: string
  readonly cause: string
  readonly remedy: string
  /** The screen of this application on which it is mended; absent where the application itself has to change. */
  readonly setting: { readonly label: string; readonly href: string } | undefined
}

const catalogue = { ...applicationProblem.catalogue, ...signInProblem.catalogue }
const codes: ReadonlyMap<string, { cause: string; remedy: string }> = new Map(
  Object.entries(catalogue).map(([code, row]) => [code.toLowerCase(), explained(row)]),
)
const spelled: ReadonlyMap<string, string> = new Map(
  Object.keys(catalogue).map((code) => [code.toLowerCase(), code]),
)

/** The first code of ours in a text that somebody pasted: the message of an error page, or the code alone. */
export function codeIn(text: string): string | undefined {
  const words = text.toLowerCase().match(/[a-z][a-z0-9-]*/g) ?? []
  const found = words.find((word) => codes.has(word))
  return found && spelled.get(found)
}

/** `reason`: what was said of one case, in place of the words that hold for all. */
export function guidanceFor(
  code: string,
  application: EnterpriseApplication,
  reason?: string,
): Guidance | undefined {
  const words = codes.get(code.toLowerCase())
  if (!words) return undefined
  const named = (text: string) => text.replaceAll('‹application›', application.name)
  const { cause, remedy } = words
  return {
    code,
    cause: reason ?? named(cause),
    remedy: named(remedy),
    setting: settingOf(code, application.id),
  }
}

function settingOf(code: string, id: string): Guidance['setting'] {
  switch (code) {
    case 'AADSTS50105':
      return { label: 'Users and groups', href: usersAndGroupsPath(id) }
    case 'AADSTS50011':
    case 'AADSTS700016':
    case 'AADSTS650056':
    case 'application-not-configured':
      return { label: 'Basic SAML Configuration', href: configurationPath(id) }
    case 'AADSTS501241':
      return { label: 'Attributes & Claims', href: claimsPath(id) }
    case 'AADSTS7000112':
      return { label: 'Properties', href: propertiesPath(id) }
    case 'AADSTS76021':
    case 'request-signature':
      return { label: 'Verification certificates', href: verificationPath(id) }
    case 'AADSTS50003':
      return { label: 'SAML Signing Certificate', href: signingPath(id) }
    case 'single-sign-on-disabled':
      return { label: 'Select a single sign-on method', href: methodPath(id) }
    default:
      return undefined
  }
}
