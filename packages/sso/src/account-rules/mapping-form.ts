import type { Form } from '@postern/kit/form'
import type { FieldError } from '@postern/kit/html'
import { claimNames, nameIdClaim } from './person.ts'
import type { AccountRules, Mapping, Transform } from './rules.ts'
import { faultOf, longestReplacement } from './user-name.ts'

export const mappingFields = ['subject', 'userName', 'displayName', 'emailAddress', 'groups'] as const
export type MappingField = (typeof mappingFields)[number]

/** What each part of an account is called on the page, and what fills it where nothing is typed. */
export const mappingWords: Readonly<Record<MappingField, { readonly label: string; readonly hint: string }>> =
  {
    subject: {
      label: 'Immutable id',
      hint: 'Left empty: the claim objectidentifier, else the NameID. What ties a person to their account for good; never an address, which somebody else may get one day.',
    },
    userName: {
      label: 'User name',
      hint: 'Left empty: the NameID, or the claim name where the NameID is opaque.',
    },
    displayName: {
      label: 'Full name',
      hint: 'Left empty: the claim displayname, else givenname and surname.',
    },
    emailAddress: { label: 'Email address', hint: 'Left empty: the claim emailaddress, else the user name.' },
    groups: {
      label: 'Groups',
      hint: 'Left empty: the claim groups, with the ids of groups as Entra ID sends them.',
    },
  }

export const transformWords = {
  guest: 'Give guests their own name: anna_fabrikam.example#EXT#@… becomes anna@fabrikam.example',
  cutDomain: 'Cut the domain: anna@contoso.example becomes anna',
  lowerCase: 'Write it in lower case',
} as const

/** As typed. */
export interface TypedMapping {
  readonly mapping: Mapping
  readonly presets: readonly string[]
  readonly pattern: string
  readonly replacement: string
  /** User names to try, each on a line. */
  readonly names: string
  /** A response to look at in place of the last one. */
  readonly response: string
}

const longestClaim = 500

export function readMapping(form: Form): TypedMapping {
  const claim = (name: MappingField) => form.text(name).trim()
  return {
    mapping: {
      subject: claim('subject'),
      userName: claim('userName'),
      displayName: claim('displayName'),
      emailAddress: claim('emailAddress'),
      groups: claim('groups'),
    },
    presets: form.all('presets'),
    pattern: form.text('pattern').trim(),
    replacement: form.text('replacement').trim(),
    names: form.text('names'),
    response: form.text('response'),
  }
}

export const typedOf = ({ mapping, transform }: AccountRules): TypedMapping => ({
  mapping,
  presets: (['guest', 'cutDomain', 'lowerCase'] as const).filter((preset) => transform[preset]),
  pattern: transform.expression?.pattern ?? '',
  replacement: transform.expression?.replacement ?? '',
  names: '',
  response: '',
})

export function judgeMapping({ mapping, pattern, replacement }: TypedMapping): readonly FieldError[] {
  const errors: FieldError[] = mappingFields
    .filter((field) => mapping[field].length > longestClaim || /\s/.test(mapping[field]))
    .map((id) => ({
      id,
      message: `Enter the Name of one claim for ${mappingWords[id].label}, without spaces, as the answer has it.`,
    }))
  if (mapping.subject === claimNames.emailAddress)
    errors.push({
      id: 'subject',
      message:
        'An address is no Immutable id: when it is given to somebody else, they get the account with it.',
    })
  if (mapping.groups === nameIdClaim)
    errors.push({
      id: 'groups',
      message: 'The NameID names a person and no groups. Enter a claim for Groups.',
    })
  if (replacement.length > longestReplacement)
    errors.push({ id: 'replacement', message: `Enter at most ${longestReplacement} characters.` })
  if (pattern === '' && replacement !== '')
    errors.push({ id: 'pattern', message: 'Enter the expression whose place the Replacement takes.' })
  const fault = pattern === '' ? undefined : faultOf({ pattern, replacement })
  if (fault) errors.push({ id: 'pattern', message: fault })
  return errors
}

export function transformOf({ presets, pattern, replacement }: TypedMapping): Transform {
  const has = (preset: string) => presets.includes(preset)
  return {
    guest: has('guest'),
    cutDomain: has('cutDomain'),
    lowerCase: has('lowerCase'),
    ...(pattern === '' ? {} : { expression: { pattern, replacement } }),
  }
}
