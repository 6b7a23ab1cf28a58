import { BlockList, isIP } from 'node:net'
import { getConnInfo } from '@hono/node-server/conninfo'
import type { World } from '../world/index.ts'
import type { Web } from './app.ts'

/** The address that the request came from. */
export function clientAddress(web: Web): string {
  return addressBehind(web.var.world, peerAddress(web), web.req.header('x-forwarded-for'))
}

/**
 * The address behind our proxies. X-Forwarded-For is read from the right and only as far as the addresses are trusted
 * proxies: what a client wrote further left proves nothing.
 */
export function addressBehind(world: World, peer: string, header: string | undefined): string {
  const trusted = blockList(world.settings.trustedProxies)
  let address = peer.replace(/^::ffff:/, '')
  const forwarded = (header ?? '').split(',').map((part) => part.trim())
  while (isTrusted(trusted, address)) {
    const next = forwarded.pop()
    if (!next || isIP(next) === 0) break
    address = next
  }
  return address
}

function peerAddress(web: Web): string {
  // `app.request(...)` in tests has no socket.
  const bound: unknown = web.env
  const onSocket = typeof bound === 'object' && bound !== null && 'incoming' in bound
  const address = onSocket ? getConnInfo(web).remote.address : undefined
  return address ?? '127.0.0.1'
}

function blockList(entries: readonly string[]): BlockList {
  const list = new BlockList()
  for (const entry of entries) {
    const [address = '', bits] = entry.split('/')
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4'
    if (isIP(address) === 0) continue
    if (bits) list.addSubnet(address, Number(bits), family)
    else list.addAddress(address, family)
  }
  return list
}

function isTrusted(list: BlockList, address: string): boolean {
  const family = isIP(address)
  return family !== 0 && list.check(address, family === 6 ? 'ipv6' : 'ipv4')
}
