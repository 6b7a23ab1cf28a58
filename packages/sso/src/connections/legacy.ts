import type { Legacy } from '@postern/saml'

/** What may be relaxed for one connection, and nothing else. */
export const legacyChoices: readonly {
  readonly value: Legacy
  readonly label: string
  readonly hint: string
}[] = [
  {
    value: 'sha1',
    label: 'Accept SHA-1 signatures',
    hint: 'Somebody with enough money can forge what is signed with SHA-1.',
  },
  {
    value: 'cbc',
    label: 'Accept AES-CBC encryption',
    hint: 'Only inside an answer that is signed as a whole.',
  },
  {
    value: 'life',
    label: 'Accept assertions that live longer than 24 hours',
    hint: 'They are honoured for 24 hours, and remembered as long, so that each is used once.',
  },
]

export function readLegacy(values: readonly string[]): readonly Legacy[] {
  return legacyChoices.map(({ value }) => value).filter((value) => values.includes(value))
}
