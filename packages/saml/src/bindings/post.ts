/** Strict base64 of a form field to octets (B64-1). Never inflated (BIND-1). Throws Problem `post-base64`, `post-size`. */
export function readPost(_parameter: string): Uint8Array {
  throw new Error('not written yet')
}

/** The value of the form field `SAMLResponse` or `SAMLRequest`. */
export function writePost(_xml: string): string {
  throw new Error('not written yet')
}
