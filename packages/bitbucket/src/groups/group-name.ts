import { parameterInvalid } from '../rest/index.ts'

/** What is wrong with a group's name, or undefined. */
export function groupNameFault(name: string): string | undefined {
  if (name.length < 1 || name.length > 255) return 'The name should be between 1 and 255 characters.'
  if (/\p{Cc}|\p{Cf}|^\s|\s$/u.test(name))
    return 'The name must not begin or end with a space, or hold unprintable characters.'
  return undefined
}

export function requireGroupName(name: string): string {
  const fault = groupNameFault(name)
  if (fault) throw parameterInvalid('name', fault)
  return name
}
