import { type EnterpriseApplication, isConfigured } from './application.ts'
import { configurationPath, methodPath, singleSignOnPath, usersAndGroupsPath } from './paths.ts'

export interface WizardStep {
  readonly label: string
  readonly says: string
  /** The screen on which it is done. */
  readonly href: string
  readonly button: string
  readonly isDone: boolean
  /** What was answered there. */
  readonly answer?: string | undefined
}

/** The steps of the *App Configuration Wizard* after the application was added, in their order. */
export function wizardSteps(application: EnterpriseApplication, isAssigned: boolean): readonly WizardStep[] {
  const { id, name, method, identifier } = application
  return [
    {
      label: 'Assign users and groups',
      says: `Only who is assigned can open ${name}. If no role has been set up for this app, Default Access is selected.`,
      href: `${usersAndGroupsPath(id)}/add?wizard=yes`,
      button: 'Add user/group',
      isDone: isAssigned,
    },
    {
      label: 'Select a single sign-on method',
      says: 'Select SAML.',
      href: `${methodPath(id)}?wizard=yes`,
      button: 'Select a single sign-on method',
      isDone: method === 'saml',
      answer: method === 'saml' ? 'SAML' : undefined,
    },
    {
      label: 'Basic SAML Configuration',
      says: `Identifier, Reply URL and Sign-on URL: copy them from ${name}.`,
      href: `${configurationPath(id)}?wizard=yes`,
      button: 'Edit Basic SAML Configuration',
      isDone: isConfigured(application),
      answer: identifier,
    },
    {
      label: `Set up ${name} and test`,
      says: `Download the Federation Metadata XML, give it to ${name}, and choose Test this application.`,
      href: singleSignOnPath(id),
      button: 'Go to Set up single sign-on with SAML',
      isDone: false,
    },
  ]
}
