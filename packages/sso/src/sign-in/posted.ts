import { readOctets, type Web } from '@postern/kit/http'
import { readPost } from '@postern/saml'
import { signInProblem } from './problems.ts'

/** An answer as it came by HTTP-POST. */
export interface Posted {
  /** The form field, to be sent again as it came. */
  readonly samlResponse: string
  /** The XML. */
  readonly octets: Uint8Array
  readonly relayState: string | undefined
  /** It comes from our own page, because the first time the cookie did not. */
  readonly resubmitted: boolean
}

/** 512 KiB of XML as base64 with line breaks and escapes; the XML itself is measured before it is decoded. */
const largestBody = 1_048_576
const mostParameters = 20

/**
 * Reads the form without a CSRF token: it comes from another site by design, and what protects it is the signature, the
 * RelayState and the binder. A parameter that comes twice is refused, since two readers could choose differently.
 */
export async function readPosted(web: Web): Promise<Posted> {
  const type = web.req.header('content-type') ?? ''
  const body = Buffer.from(await readOctets(web, largestBody)).toString('latin1')
  if (!/^application\/x-www-form-urlencoded\s*(?:;|$)/i.test(type)) {
    throw signInProblem('post-type', { type: type.slice(0, 100) })
  }
  const separators = body.split('&', mostParameters + 1).length
  if (separators > mostParameters) {
    throw signInProblem('post-parameter', { parameter: 'a parameter', times: separators })
  }
  const form = new URLSearchParams(body)
  const once = (parameter: string) => {
    const all = form.getAll(parameter)
    if (all.length > 1) throw signInProblem('post-parameter', { parameter, times: all.length })
    return all[0]
  }
  const samlResponse = once('SAMLResponse')
  const relayState = once('RelayState')
  const resubmitted = once('resubmitted') !== undefined
  if (samlResponse === undefined)
    throw signInProblem('post-parameter', { parameter: 'SAMLResponse', times: 0 })
  return { samlResponse, octets: readPost(samlResponse), relayState, resubmitted }
}
