/** What of an answer must be signed. */
export type SignedPart = 'either' | 'response' | 'assertion' | 'both'

/** What an administrator chooses for one connection, beside who comes in by it. */
export interface Choices {
  readonly signedPart: SignedPart
  /** ForceAuthn in every request: the person is seen anew, whatever session the identity provider has. */
  readonly forceAuthn: boolean
  /** Whether the address of the person is told to the identity provider, where it is known. */
  readonly loginHint: boolean
  /** Requests are signed with the key of *Request signing*. */
  readonly signsRequests: boolean
  /** Who is written to before a certificate expires. */
  readonly warned: readonly string[]
  /** How long people see where they go, with a Cancel, before they go there without a click. 0: not at all. */
  readonly delaySeconds: number
}

export const usualChoices: Choices = {
  signedPart: 'either',
  forceAuthn: false,
  loginHint: true,
  signsRequests: false,
  warned: [],
  delaySeconds: 0,
}

export const longestDelay = 10

export const signedParts: readonly { readonly value: SignedPart; readonly label: string }[] = [
  { value: 'either', label: 'Response or assertion' },
  { value: 'assertion', label: 'Assertion' },
  { value: 'response', label: 'Response' },
  { value: 'both', label: 'Response and assertion' },
]

export const readSignedPart = (text: string): SignedPart | undefined =>
  signedParts.find(({ value }) => value === text)?.value

export const signedPartWords = (part: SignedPart): string =>
  signedParts.find(({ value }) => value === part)?.label ?? part
