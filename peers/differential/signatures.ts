import type { Message } from './message.ts'

/** Where SAML puts a signature that counts: in the Response, or in its Assertion. XPath. */
export const places = [
  "/*[local-name()='Response']/*[local-name()='Signature']",
  "/*[local-name()='Response']/*[local-name()='Assertion']/*[local-name()='Signature']",
] as const

/** A signature that holds with any of the certificates holds; without any, nothing can. */
export async function anyCertificate<Said extends { readonly verdict: string }>(
  { of }: Message,
  verify: (certificate: string) => Promise<Said>,
): Promise<Said | undefined> {
  let said: Said | undefined
  for (const certificate of of.certificates) {
    said = await verify(certificate)
    if (said.verdict === 'yes') return said
  }
  return said
}
