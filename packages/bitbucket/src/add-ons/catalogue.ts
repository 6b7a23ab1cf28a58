/** What *Find new add-ons* knows. Names are data: the first is what the set-up guide tells people to search for. */
export interface AddOn {
  readonly key: string
  readonly name: string
  /** What people get from it. */
  readonly about: string
  /** What it really is, where the name does not say. */
  readonly truth: string
  readonly may: readonly string[]
  readonly never: readonly string[]
}

export const singleSignOn: AddOn = {
  key: 'single-sign-on',
  name: 'Kantega SSO for Bitbucket SAML & Kerberos',
  about:
    'People sign in to Bitbucket with the account they already have. You choose the identity provider, which groups people get, and whether accounts are created for them.',
  truth:
    'This entry takes the place of the one that the guide names. It connects Postern, an open-source SSO service that runs as a server of its own: no code of it runs inside Bitbucket. Kantega did not make it and does not support it.',
  may: [
    'Add itself under Authentication methods, and choose what the log-in page shows',
    'Read and create users',
    'Add people to the groups that you name in it',
  ],
  never: ['Reads repositories', 'Runs code in Bitbucket', 'Removes accounts or groups'],
}

const catalogue: readonly AddOn[] = [singleSignOn]

/** As the catalogue names it; the key where it no longer does. */
export const nameOf = (key: string): string => catalogue.find((one) => one.key === key)?.name ?? key

const wordsOf = (text: string) => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []

/** Those whose name or description holds every word, in any order; all of them for no words. */
export function findAddOns(text: string): readonly AddOn[] {
  const words = wordsOf(text)
  return catalogue.filter(({ name, about, truth }) => {
    const held = wordsOf(`${name} ${about} ${truth}`)
    return words.every((word) => held.some((one) => one.startsWith(word)))
  })
}
