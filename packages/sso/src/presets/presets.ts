import { adFs } from './ad-fs.ts'
import { anySaml } from './any-saml.ts'
import { googleWorkspace } from './google-workspace.ts'
import { keycloak } from './keycloak.ts'
import { microsoftEntraId } from './microsoft-entra-id.ts'
import { okta } from './okta.ts'
import type { Preset } from './preset.ts'

/** In the order of *Add identity provider*. */
export const presets: readonly Preset[] = [microsoftEntraId, adFs, okta, googleWorkspace, keycloak, anySaml]

/** The preset of that id. An unknown one blocks nobody: then it is the one for any SAML 2.0. */
export function presetOf(id: string): Preset {
  return presets.find((preset) => preset.id === id) ?? anySaml
}
