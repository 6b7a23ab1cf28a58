import type { Source } from '../audit/index.ts'
import type { Provider } from '../authentication-methods/index.ts'
import type { People } from '../person/index.ts'
import { openidProblem } from './problems.ts'
import { fillTemplate } from './username.ts'

/** Values by the name of the claim or of the attribute. */
export type Values = Readonly<Record<string, readonly string[]>>

/** The claims of an ID token that are text, or a list of texts. */
export function valuesOf(claims: Readonly<Record<string, unknown>>): Values {
  const entries = Object.entries(claims).map(([name, value]) => [
    name,
    (Array.isArray(value) ? value : [value]).filter((one) => typeof one === 'string'),
  ])
  return Object.fromEntries(entries) as Values
}

/**
 * Creates or changes the user of a sign-in, where the provider's just-in-time provisioning says so. What is mapped must be
 * there: without the groups, nobody can tell a person of none from an answer that forgot them.
 */
export async function provision(
  { directory }: People,
  of: { provider: Provider; username: string; values: Values; from: Source },
): Promise<void> {
  const { provider, username, values, from } = of
  const { jit } = provider
  if (!jit.userProvisioningEnabled) return
  const missing = (claim: string) => openidProblem('sso-claim-missing', { provider: provider.name, claim })
  const single = (mapping: string): string => {
    const template = mapping.includes('${') ? mapping : `\${${mapping}}`
    const firsts = Object.fromEntries(Object.entries(values).map(([name, [first]]) => [name, first]))
    const filled = mapping === '' ? undefined : fillTemplate(template, firsts)
    if (filled === undefined) throw missing(mapping)
    return filled
  }
  const groupsClaim = jit.mappingGroups.replace(/^\$\{(.*)\}$/, '$1')
  const groups = Object.hasOwn(values, groupsClaim) ? values[groupsClaim] : undefined
  if (groups === undefined) throw missing(groupsClaim)
  const by = { user: { name: `Just-in-time provisioning of ${provider.name}` }, from }
  const [displayName, email] = [single(jit.mappingDisplayName), single(jit.mappingEmail)]
  await directory.justInTime(by, { name: username, displayName, email, groups })
}
