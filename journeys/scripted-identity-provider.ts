import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import {
  type AssertionToWrite,
  type ResponseToWrite,
  readAuthnRequest,
  readRedirect,
  type SigningAlgorithm,
  type SigningKey,
  writeErrorResponse,
  writeIdentityProviderMetadata,
  writePost,
  writeResponse,
} from '@postern/saml'
import { signXml } from '../packages/saml/src/testing/forge.ts'
import { keys } from '../packages/saml/src/testing/keys.ts'

/** How the next answers are to be: nothing said is genuine. */
export interface Script {
  readonly response?: Partial<ResponseToWrite>
  readonly assertion?: Partial<AssertionToWrite>
  /** Changes the response before it is signed. */
  readonly change?: (xml: string) => string
  /** Changes it after. */
  readonly after?: (xml: string) => string
  readonly sign?: 'assertion' | 'response' | 'both'
  readonly key?: SigningKey
  readonly algorithm?: SigningAlgorithm
  /** Sent instead of all that, as it is. */
  readonly octets?: () => Uint8Array
  /** Answers with this status instead of a person. */
  readonly status?: readonly [string, string?]
}

/** An identity provider that answers by a script; it asks nobody for a password. */
export interface ScriptedIdentityProvider {
  readonly entityId: string
  /** With the certificate of every key that was published. */
  readonly metadata: () => string
  /** The knob. Answers are by it until it is turned again. */
  script: Script
  stop(): Promise<void>
}

export interface ScriptedOptions {
  readonly port: number
  readonly nameId: string
  /** The Entity ID that the answers are for; known once the service provider is told of the metadata. */
  readonly audience: () => string
  /** Whose certificates the metadata holds, the first being the one that signs: two of them are a roll-over. */
  readonly published?: readonly SigningKey[]
  readonly now: () => number
}

export async function startScriptedIdentityProvider(
  options: ScriptedOptions,
): Promise<ScriptedIdentityProvider> {
  const origin = `http://127.0.0.1:${options.port}`
  const entityId = `${origin}/metadata`
  const published = options.published ?? [keys.idp]
  const metadata = () =>
    writeIdentityProviderMetadata({
      id: '_0d3c2b1a-0000-4000-8000-000000000001',
      entityId,
      certificates: published.map((key) => key.certificate),
      location: `${origin}/sso`,
    })
  let made = 0
  const provider: ScriptedIdentityProvider = {
    entityId,
    metadata,
    script: {},
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  }
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', origin)
    if (url.pathname !== '/sso') return void response.end(metadata())
    made += 1
    answer(request, response, (asked) =>
      answerTo(asked, {
        ...options,
        entityId,
        script: provider.script,
        key: published[0] ?? keys.idp,
        serial: made,
      }),
    )
  })
  await new Promise<void>((resolve) => server.listen(options.port, '127.0.0.1', resolve))
  return provider
}

interface Asked {
  readonly id: string
  readonly replyUrl: string
}

interface Answering extends ScriptedOptions {
  readonly entityId: string
  readonly script: Script
  readonly key: SigningKey
  readonly serial: number
}

/** The page with the form that a browser posts. */
function answer(
  request: IncomingMessage,
  response: ServerResponse,
  write: (asked: Asked) => string | Uint8Array,
): void {
  const { octets, relayState = '' } = readRedirect(request.url?.split('?')[1] ?? '')
  const { id, assertionConsumerServiceUrl = '' } = readAuthnRequest(octets)
  const written = write({ id, replyUrl: assertionConsumerServiceUrl })
  const message = typeof written === 'string' ? writePost(written) : Buffer.from(written).toString('base64')
  response.setHeader('content-type', 'text/html')
  response.end(
    `<form method="post" action="${assertionConsumerServiceUrl}"><input type="hidden" name="SAMLResponse" value="${message}"><input type="hidden" name="RelayState" value="${relayState}"></form>`,
  )
}

const minute = 60_000

function answerTo(asked: Asked, of: Answering): string | Uint8Array {
  const { script, entityId } = of
  if (script.octets !== undefined) return script.octets()
  const hex = of.serial.toString(16).padStart(12, '0')
  const outer = {
    id: `_00000000-0000-4000-9000-${hex}`,
    issueInstant: of.now(),
    destination: asked.replyUrl,
    inResponseTo: asked.id,
    issuer: entityId,
  }
  if (script.status !== undefined) return writeErrorResponse({ ...outer, codes: script.status })
  const sign = { key: script.key ?? of.key, option: 'assertion' } as const
  const assertion = { ...assertionFor(asked, of, `_00000000-0000-4000-8000-${hex}`), ...script.assertion }
  return signed(writeResponse({ ...outer, ...script.response, assertion, sign }), of)
}

const assertionFor = (asked: Asked, of: Answering, id: string): AssertionToWrite => ({
  id,
  issueInstant: of.now(),
  nameId: { value: of.nameId },
  audience: of.audience(),
  recipient: asked.replyUrl,
  notBefore: of.now() - 5 * minute,
  notOnOrAfter: of.now() + 60 * minute,
  authnInstant: of.now(),
  attributes: [{ name: 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/name', values: [of.nameId] }],
})

/** Takes the writer's signature out, changes what the script changes, and signs what the script signs. */
function signed(written: string, { script, key: usual }: Answering): string {
  const key = script.key ?? usual
  const same = (xml: string) => xml
  let xml = (script.change ?? same)(written.replace(/<Signature.*<\/Signature>/s, ''))
  if (script.sign !== 'response') {
    xml = xml.replace(/<Assertion.*<\/Assertion>/s, (one) => signXml(one, key, script.algorithm))
  }
  if (script.sign === 'response' || script.sign === 'both') xml = signXml(xml, key, script.algorithm)
  return (script.after ?? same)(xml)
}
