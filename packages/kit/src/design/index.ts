export { arches } from './arches.ts'
export { type Asset, assets, favicons, script, stylesheet } from './assets.ts'
export { type IconName, icons } from './icons.ts'
export type { Server } from './server.ts'
