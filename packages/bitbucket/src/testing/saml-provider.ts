import { randomBytes } from 'node:crypto'
import { makeKeyWithCertificate } from '@postern/kit/certificate'
import {
  certificatePem,
  nameIdFormats,
  type ResponseToWrite,
  readAuthnRequest,
  readRedirect,
  readSigningKey,
  writePost,
  writeResponse,
} from '@postern/saml'

const minute = 60_000
export const samlIssuer = 'https://sso.example/saml/metadata'
export const samlAddress = 'https://sso.example/saml/sso'

/** The hand of a SAML identity provider: it reads what it is asked, and writes answers for the host at `host`. */
export async function samlProvider(host: string) {
  const make = async () => {
    const made = await makeKeyWithCertificate({
      commonName: 'For tests',
      now: Date.now() - minute,
      until: Date.now() + 60 * minute,
      random: (octets) => randomBytes(octets),
    })
    return readSigningKey(made.privateKey, made.certificate)
  }
  const [key, strange] = await Promise.all([make(), make()])
  const id = () => `_${randomBytes(16).toString('hex')}`

  /** The fields of the form that carries an answer. */
  function answer(of: {
    readonly username: string
    readonly inResponseTo?: string
    readonly relayState?: string
    readonly key?: ResponseToWrite['sign']['key']
    readonly audience?: string
    readonly now?: number
  }): Record<string, string> {
    const now = of.now ?? Date.now()
    const destination = `${host}/plugins/servlet/samlconsumer`
    const xml = writeResponse({
      id: id(),
      issueInstant: now,
      destination,
      ...(of.inResponseTo ? { inResponseTo: of.inResponseTo } : {}),
      issuer: samlIssuer,
      assertion: {
        id: id(),
        issueInstant: now,
        nameId: { value: of.username, format: nameIdFormats.unspecified },
        audience: of.audience ?? host,
        recipient: destination,
        notBefore: now - minute,
        notOnOrAfter: now + 5 * minute,
        authnInstant: now,
        attributes: [{ name: 'mail', values: ['one@contoso.example', 'two@contoso.example'] }],
      },
      sign: { key: of.key ?? key, option: 'assertion' },
    })
    return { SAMLResponse: writePost(xml), ...(of.relayState ? { RelayState: of.relayState } : {}) }
  }
  /** What it is asked by the address that a browser was sent to. */
  function asked(address: string) {
    const { octets, relayState } = readRedirect(new URL(address).search)
    return { request: readAuthnRequest(octets), relayState: relayState ?? '' }
  }
  return { certificate: certificatePem(key.certificate), strange, answer, asked }
}

export type SamlProvider = Awaited<ReturnType<typeof samlProvider>>
