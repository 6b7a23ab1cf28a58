import { isRecord } from './fetch-json.ts'

/** The claims that a template such as `${preferred_username}` names. */
const variable = /\$\{([^{}$]+)\}/g

/**
 * Fills a username template from claims (bitbucket.md 1c). Only claims that are strings count; undefined where one that the
 * template needs is missing or empty.
 */
export function fillTemplate(template: string, claims: unknown): string | undefined {
  let complete = isRecord(claims)
  const filled = template.replace(variable, (_, name: string) => {
    const value = isRecord(claims) && Object.hasOwn(claims, name) ? claims[name] : undefined
    if (typeof value === 'string' && value !== '') return value
    complete = false
    return ''
  })
  return complete ? filled.trim() : undefined
}
