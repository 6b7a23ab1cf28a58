import { arches } from './arches.ts'
import type { Server } from './server.ts'

const colours: Readonly<Record<Server, { light: string; dark: string; on: string; onDark: string }>> = {
  sso: { light: '#0b5a73', dark: '#71c4dc', on: '#fff', onDark: '#05222c' },
  idp: { light: '#772b70', dark: '#df9dd7', on: '#fff', onDark: '#2c0c29' },
  host: { light: '#8a4011', dark: '#eba470', on: '#fff', onDark: '#2b1304' },
}

/**
 * The server's door as a tab icon that follows light and dark. It is a file of its own, so its style element is no
 * inline style of a page.
 */
export function favicon(server: Server): string {
  const { wall, cut, lines } = arches[server]
  const { light, dark, on, onDark } = colours[server]
  const style = `path{fill:${light}}.c{fill:${on}}.l{fill:none;stroke:${on};stroke-width:1.7;stroke-linecap:round}
@media (prefers-color-scheme:dark){path{fill:${dark}}.c{fill:${onDark}}.l{fill:none;stroke:${onDark}}}`
  return [
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="2 1 20 22">',
    `<style>${style}</style><path d="${wall}"/>`,
    cut ? `<path class="c" d="${cut}"/>` : '',
    lines ? `<path class="l" d="${lines}"/>` : '',
    '</svg>\n',
  ].join('')
}
