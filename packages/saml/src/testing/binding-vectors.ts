import { deflateRawSync, deflateSync } from 'node:zlib'
import { readPost, writePost } from '../bindings/post.ts'
import { readRedirect, redirectUrl, verifyRedirect } from '../bindings/redirect.ts'
import { readLogoutRequest, writeLogoutRequest } from '../messages/logout-request.ts'
import { now } from './forge.ts'
import { keys, trusted } from './keys.ts'
import { type Vector, vector } from './vector.ts'

export const logoutXml = writeLogoutRequest({
  id: '_l',
  issueInstant: now,
  issuer: 'https://idp.example.test/',
  nameId: { value: 'b.simon@contoso.example' },
})
const xml = logoutXml
const location = 'https://sp.example.test/slo'
const query = (of: object) => new URL(redirectUrl({ location, samlRequest: xml, ...of })).search.slice(1)
/** A LogoutRequest by Redirect, signed with a RelayState, and not signed. */
export const signedQuery = query({ relayState: 'a b', sign: keys.idp })
export const plainQuery = query({})
export const packed = (octets: Buffer) => encodeURIComponent(octets.toString('base64'))
const message = packed(deflateRawSync(xml))
const redirect = (...queries: readonly string[]): readonly Vector[] =>
  queries.map((one) => vector(one.slice(0, 60) || 'empty', () => readRedirect(one)))
const post = (...values: readonly string[]) =>
  values.map((one) => vector(JSON.stringify(one.slice(0, 60)), () => readPost(one)))

/** 512 KiB in base64 and a line break in each 64 characters. */
const largestPost = 699_051 + 16_384

/** For every refusal of the bindings, by code. */
export const refusedBindings: Readonly<Record<string, readonly Vector[]>> = {
  'post-size': post('A'.repeat(largestPost + 1)),
  'post-base64': post('', 'AAA', 'A===', '****', 'AA-_', 'AAAA=', 'AA=A', 'AB==', 'AAB=', 'AAAA\u00a0'),
  'redirect-size': redirect(`${plainQuery}&x=`.padEnd(1024 * 1024 + 1, 'A')),
  'redirect-parameter': redirect(
    `${plainQuery}&SAMLRequest=x`,
    `${signedQuery}&RelayState=b`,
    `${signedQuery}&Signature=b`,
    `SAML%52equest=${message}`,
  ),
  'redirect-message': [
    vector('nothing to send', () => redirectUrl({ location })),
    vector('both to send', () => redirectUrl({ location, samlRequest: xml, samlResponse: xml })),
    ...redirect('', 'RelayState=x', `${plainQuery}&SAMLResponse=${message}`),
  ],
  'redirect-encoding': redirect(`${plainQuery}&SAMLEncoding=urn:other`),
  'redirect-escape': redirect('SAMLRequest=%', `${plainQuery}&RelayState=%ff`),
  'redirect-base64': redirect('SAMLRequest=***', 'SAMLRequest=', 'SAMLRequest=AA+AAA'),
  'redirect-deflate': redirect(
    `SAMLRequest=${packed(deflateSync(xml))}`,
    `SAMLRequest=${packed(Buffer.concat([deflateRawSync(xml), Buffer.from('x')]))}`,
    `SAMLRequest=${packed(deflateRawSync(xml).subarray(0, -3))}`,
    `SAMLRequest=${packed(Buffer.from(xml))}`,
  ),
  'redirect-inflated-size': redirect(`SAMLRequest=${packed(deflateRawSync(Buffer.alloc(2 * 1024 * 1024)))}`),
  'redirect-signature': redirect(
    `${plainQuery}&SigAlg=x`,
    `${plainQuery}&Signature=AAAA`,
    `${plainQuery}&SigAlg=x&Signature=*`,
    `${plainQuery}&SigAlg=x&Signature=`,
  ),
}

const verified = (why: string, of: string) =>
  vector(why, () => verifyRedirect(readRedirect(of), trusted, readLogoutRequest))
const deflateEncoding = encodeURIComponent('urn:oasis:names:tc:SAML:2.0:bindings:URL-Encoding:DEFLATE')
const largest = packed(deflateRawSync(Buffer.alloc(1024 * 1024)))

/** For every refusal of the bindings, by code, what stands next to it and is accepted. */
export const acceptedBindings: Readonly<Record<string, readonly Vector[]>> = {
  'post-size': post(Buffer.alloc(512 * 1024).toString('base64'), `AAAA${' '.repeat(largestPost - 4)}`),
  'post-base64': post(writePost(xml), 'AA==', 'AAA=', 'AAAA\r\n', 'A A\tA A', '+/+/'),
  'redirect-size': redirect(plainQuery, `${plainQuery}&x=`.padEnd(1024 * 1024, 'A')),
  'redirect-parameter': redirect(signedQuery, `${plainQuery}&other=x&other=y`),
  'redirect-message': redirect(`SAMLResponse=${message}`),
  'redirect-encoding': redirect(`${plainQuery}&SAMLEncoding=${deflateEncoding}`),
  'redirect-escape': redirect(`${plainQuery}&RelayState=%c3%A9+%25`),
  'redirect-base64': redirect(plainQuery),
  'redirect-deflate': redirect(`SAMLRequest=${packed(deflateRawSync(xml, { level: 0 }))}`),
  'redirect-inflated-size': redirect(`SAMLRequest=${largest}`),
  'redirect-signature': [
    verified('signed', signedQuery),
    verified('in another order', signedQuery.split('&').reverse().join('&')),
    verified('with an empty RelayState', query({ relayState: '', sign: keys.idp })),
  ],
}
