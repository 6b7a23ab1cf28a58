import { createRequire } from 'node:module'
import { type Message, type Named, type Opinion, type Peer, tooLarge } from './message.ts'
import { anyCertificate, places } from './signatures.ts'

type Said = Pick<Opinion, 'verdict' | 'words' | 'named'>

/** The signatures of most of the JavaScript world. It checks one signature and knows nothing of SAML. */
export const xmlCrypto: Peer = {
  name: 'xml-crypto',
  absent: installed('xml-crypto') ? undefined : 'xml-crypto is not installed',
  ask: async (messages) => {
    const opinions: Opinion[] = []
    for (const message of messages)
      opinions.push({ peer: 'xml-crypto', ...(tooLarge(message) ? notAsked : await opinion(message)) })
    return opinions
  },
}

export const notAsked = { verdict: 'cannot', words: 'not asked: over 64 KiB' } as const

export function installed(name: string): boolean {
  try {
    createRequire(import.meta.url).resolve(name)
    return true
  } catch {
    return false
  }
}

async function parse(xml: string): Promise<unknown> {
  const { DOMParser } = await import('@xmldom/xmldom')
  const errorHandler = (level: string, message: string) => {
    if (level !== 'warning') throw new Error(message)
  }
  return new DOMParser({ errorHandler }).parseFromString(xml, 'text/xml')
}

async function opinion(message: Message): Promise<Said> {
  const xml = message.octets.toString('utf8')
  const { select } = await import('xpath')
  const said: Said[] = []
  try {
    const document = await parse(xml)
    for (const place of places) {
      for (const signature of select(place, document)) {
        const one = await anyCertificate(message, (certificate) => verify(xml, signature, certificate))
        if (one !== undefined) said.push(one)
      }
    }
  } catch (error) {
    return { verdict: 'cannot', words: wordsOf(error) }
  }
  const worst = said.find((one) => one.verdict === 'no') ?? said.find((one) => one.verdict === 'cannot')
  return (
    worst ??
    said.find((one) => one.named) ??
    said[0] ?? { verdict: 'none', words: 'no signature where it counts' }
  )
}

const wordsOf = (error: unknown) => (error instanceof Error ? error.message.slice(0, 300) : String(error))

async function verify(xml: string, signature: unknown, certificate: string): Promise<Said> {
  const { SignedXml } = await import('xml-crypto')
  const signed = new SignedXml({ publicCert: certificate })
  try {
    signed.loadSignature(signature)
    if (!signed.checkSignature(xml)) return { verdict: 'no', words: 'checkSignature returned false' }
    const named = await namedIn(signed.getSignedReferences()[0] ?? '')
    return { verdict: 'yes', words: 'true', ...(named ? { named } : {}) }
  } catch (error) {
    const words = wordsOf(error)
    return { verdict: /not supported/.test(words) ? 'cannot' : 'no', words }
  }
}

/** Whom the octets name that xml-crypto says were signed, read by the parser that goes with it. */
async function namedIn(xml: string): Promise<Named | undefined> {
  const { select } = await import('xpath')
  const all = (path: string, from: unknown) =>
    select(path.replaceAll(/(^|\/)([A-Z]\w+)/g, "$1*[local-name()='$2']"), from)
  const document = await parse(xml)
  const [assertion] = all('/Assertion | /Response/Assertion', document)
  if (assertion === undefined) return undefined
  const [nameId] = all('Subject/NameID', assertion)
  if (nameId === undefined) return undefined
  const attributes = new Map<string, readonly string[]>()
  for (const attribute of all('AttributeStatement/Attribute', assertion)) {
    const name = attribute.getAttribute('Name') ?? ''
    const values = all('AttributeValue', attribute).map((value) => value.textContent ?? '')
    attributes.set(name, [...(attributes.get(name) ?? []), ...values])
  }
  return { nameId: nameId.textContent ?? '', attributes: Object.fromEntries(attributes) }
}
