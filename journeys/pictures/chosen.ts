import { copyFileSync, existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const docs = fileURLToPath(new URL('../../docs/pictures/', import.meta.url))

/** The pictures that the documents show, by their names there. */
const chosen: Readonly<Record<string, string>> = {
  'sign-in-to-the-admin-center': 'steps/idp-sign-in-contoso-1',
  'add-from-the-gallery': 'steps/idp-new-application-contoso-2',
  'select-a-single-sign-on-method':
    'steps/idp-select-a-single-sign-on-method-kantega-sso-for-bitbucket-con-1',
  'basic-saml-configuration': 'steps/idp-basic-saml-configuration-kantega-sso-for-bitbucket-contoso-2',
  'set-up-single-sign-on-with-saml':
    'steps/idp-set-up-single-sign-on-with-saml-kantega-sso-for-bitbucket-co-2',
  'create-new-user': 'steps/idp-create-new-user-contoso-1',
  'add-assignment': 'steps/idp-add-assignment-kantega-sso-for-bitbucket-contoso-2',
  'administrator-access': 'steps/host-administrator-access-bitbucket-1',
  'find-new-add-ons': 'steps/host-find-new-add-ons-bitbucket-2',
  installing: 'steps/host-installation-bitbucket-1',
  'connect-bitbucket': 'steps/sso-connect-bitbucket-postern-1',
  allow: 'steps/host-allow-postern-at-localhost-4200-bitbucket-1',
  'user-installed-add-ons': 'steps/host-user-installed-add-ons-bitbucket-1',
  'add-identity-provider': 'steps/sso-connections-postern-2',
  'app-properties': 'steps/sso-app-properties-set-up-microsoft-entra-id-postern-1',
  'metadata-import': 'steps/sso-metadata-import-set-up-microsoft-entra-id-postern-1',
  'signature-verification': 'steps/sso-signature-verification-set-up-microsoft-entra-id-postern-1',
  'bitbucket-user-accounts': 'steps/sso-bitbucket-user-accounts-set-up-microsoft-entra-id-postern-1',
  finish: 'steps/sso-finish-set-up-microsoft-entra-id-postern-1',
  'known-domains': 'steps/sso-known-domains-for-microsoft-entra-id-postern-1',
  'create-user': 'steps/host-create-user-bitbucket-1',
  'sign-in-as-b-simon': 'steps/idp-sign-in-contoso-4',
  welcome: 'light/arrival-welcome-b-simon',
  'my-apps': 'steps/idp-my-apps-contoso-1',
  'you-have-no-access': 'steps/idp-you-have-no-access-contoso-1',
  'you-are-not-signed-in': 'light/arrival-you-are-not-signed-in',
  'sso-home': 'light/sso-home-in-use',
  'sso-connection': 'light/sso-microsoft-entra-id-is-ready-postern',
  'sso-settings': 'light/sso-settings-microsoft-entra-id-postern',
  'sso-attribute-mapping': 'light/sso-attribute-mapping-microsoft-entra-id-postern',
  'sso-managed-groups': 'light/sso-managed-groups-microsoft-entra-id-postern',
  'sso-activity': 'light/sso-activity-postern',
  'sso-attempt': 'light/sso-attempt-refused',
  'sso-explain': 'light/sso-explain-an-error-postern',
  'sso-accounts': 'light/sso-accounts-postern',
  'sso-decisions': 'light/sso-decisions-postern',
  'sso-administrators': 'light/sso-administrators-postern',
  'sso-break-glass': 'light/sso-break-glass-postern',
  'sso-audit-log': 'light/sso-audit-log-postern',
  'idp-all-users': 'light/idp-all-users-contoso',
  'idp-sign-in-logs': 'light/idp-sign-in-logs-contoso',
  'idp-roles': 'light/idp-roles-and-administrators-contoso',
  'host-projects': 'light/host-projects-bitbucket',
  'host-authentication-methods': 'light/host-authentication-methods-bitbucket',
}

/** Copies them. Gives those that were not taken. */
export function keepChosen(folder: string): readonly string[] {
  mkdirSync(docs, { recursive: true })
  const missing: string[] = []
  for (const [name, taken] of Object.entries(chosen)) {
    const from = join(folder, `${taken}.png`)
    if (existsSync(from)) copyFileSync(from, join(docs, `${name}.png`))
    else missing.push(taken)
  }
  return missing
}
