import { type Message, type Named, type Opinion, type Peer, tooLarge } from './message.ts'
import { installed, notAsked } from './xml-crypto.ts'

/** A whole service provider in JavaScript, asked for signatures: its clock and its audience are switched off. */
export const nodeSaml: Peer = {
  name: 'node-saml',
  absent: installed('@node-saml/node-saml') ? undefined : '@node-saml/node-saml is not installed',
  ask: async (messages) => {
    const opinions: Opinion[] = []
    for (const message of messages)
      opinions.push({ peer: 'node-saml', ...(tooLarge(message) ? notAsked : await opinion(message)) })
    return opinions
  },
}

async function opinion({ octets, of }: Message): Promise<Pick<Opinion, 'verdict' | 'words' | 'named'>> {
  const { SAML } = await import('@node-saml/node-saml')
  try {
    const saml = new SAML({
      idpCert: of.certificates,
      issuer: of.entityId || 'https://sp.example.test',
      callbackUrl: of.replyUrl || 'https://sp.example.test/acs',
      audience: false,
      acceptedClockSkewMs: -1,
      wantAssertionsSigned: false,
      wantAuthnResponseSigned: false,
      ...(of.decryptionKey === undefined ? {} : { decryptionPvk: of.decryptionKey }),
    })
    const { profile } = await saml.validatePostResponseAsync({ SAMLResponse: octets.toString('base64') })
    if (profile === null) return { verdict: 'none', words: 'no profile' }
    return { verdict: 'yes', words: 'a profile', named: namedBy(profile.nameID, profile.attributes ?? {}) }
  } catch (error) {
    const words = error instanceof Error ? error.message.slice(0, 300) : String(error)
    return { verdict: /^Invalid (?:document )?signature/i.test(words) ? 'no' : 'cannot', words }
  }
}

/** One value is given bare, several as an array, an empty one as an object. */
function namedBy(nameId: string, given: Readonly<Record<string, unknown>>): Named {
  const values = (value: unknown) => (Array.isArray(value) ? value : [value]).map(text)
  return {
    nameId: nameId ?? '',
    attributes: Object.fromEntries(Object.entries(given).map(([name, value]) => [name, values(value)])),
  }
}

function text(value: unknown): string {
  if (typeof value === 'string') return value
  if (typeof value === 'object' && value !== null && '_' in value) return String(value._)
  return ''
}
