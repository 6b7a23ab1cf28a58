import type { Store } from '@postern/kit/store'
import { connections } from '../../packages/sso/src/connections/store.ts'
import { bitbucket } from './fill.ts'

/** A browser that an application sent to sign in, and that stands before the choice of an identity provider. */
export interface Chooser {
  /** Milliseconds until it is sent to the identity provider of this address. */
  timeOf(address: string): Promise<number>
}

const callback = 'http://localhost:9/bitbucket/callback'

/** Asks for a sign-in as Bitbucket does, up to the page on which one chooses. */
export async function chooser(url: string): Promise<Chooser> {
  const jar = new Map<string, string>()
  const get = async (path: string): Promise<Response> => {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await fetch(new URL(path, url), { headers: { cookie }, redirect: 'manual' })
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      jar.set(name, value)
    }
    await answer.arrayBuffer()
    return answer
  }
  const asks = new URLSearchParams({
    client_id: 'client1',
    response_type: 'code',
    scope: 'openid profile email',
    redirect_uri: callback,
    state: 'state1',
    nonce: 'nonce1',
  })
  const sent = await get(`/openid/authorize?${asks.toString()}`)
  const page = sent.headers.get('location') ?? ''
  return {
    async timeOf(address) {
      const began = performance.now()
      const answer = await get(`${page}?q=${encodeURIComponent(address)}`)
      const took = performance.now() - began
      const location = answer.headers.get('location') ?? ''
      if (!location.startsWith('https://idp'))
        throw new Error(`${address} leads to ${answer.status} ${location}`)
      return took
    },
  }
}

/** Milliseconds of each choice alone: from the domain of an address to the connection that knows it. */
export async function choiceTimes(store: Store, domains: readonly string[]): Promise<readonly number[]> {
  const known = connections(store)
  const took: number[] = []
  for (const domain of domains) {
    const began = performance.now()
    const [one] = await known.choosing.knowing(domain, bitbucket)
    const connection = one && (await known.find(one.id))
    took.push(performance.now() - began)
    if (!connection?.knownDomains.includes(domain)) throw new Error(`${domain} was not found`)
  }
  return took.toSorted((a, b) => a - b)
}
