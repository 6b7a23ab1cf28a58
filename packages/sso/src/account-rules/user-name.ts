import { RE2JS, RE2JSException } from 're2js'
import type { Expression, Transform } from './rules.ts'

export const longestPattern = 200
export const longestReplacement = 100

/**
 * The user name at the application. RE2 matches in time that grows with the length of the name alone: whoever chooses a user
 * name at an identity provider cannot make the service stand still.
 */
export function transformed(name: string, transform: Transform): string {
  const whole = transform.guest ? withoutGuest(name) : name
  const replaced = transform.expression ? replace(whole, transform.expression) : whole
  const cut = transform.cutDomain ? replaced.replace(/@[^@]*$/, '') : replaced
  return transform.lowerCase ? cut.toLowerCase() : cut
}

/** A host name has no underscore: the last one stands where the @ of the guest's address was (entra.md 4.1). */
export const withoutGuest = (name: string) => name.replace(/^(.+)_([^_@#]+)#EXT#@[^@]+$/i, '$1@$2')

function replace(name: string, { pattern, replacement }: Expression): string {
  return RE2JS.compile(pattern).matcher(name).replaceFirst(replacement)
}

/** What is wrong with an expression, as a sentence for its field; undefined: nothing. */
export function faultOf({ pattern, replacement }: Expression): string | undefined {
  if (pattern.length > longestPattern) return `Enter at most ${longestPattern} characters.`
  try {
    const groups = RE2JS.compile(pattern).groupCount()
    const named = [...replacement.matchAll(/\$(\d)/g)].map(([, digit]) => Number(digit))
    const missing = named.find((group) => group > groups)
    if (missing === undefined) return undefined
    return `The replacement names group $${missing}, but the expression has ${groups}. Put what it stands for in brackets.`
  } catch (thrown) {
    if (!(thrown instanceof RE2JSException)) throw thrown
    return `This is no regular expression that Postern takes: ${thrown.message}. Look-ahead, look-behind and back references are left out, since they can be made to run without end.`
  }
}
