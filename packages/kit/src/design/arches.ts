import type { Server } from './server.ts'

interface Glyph {
  /** The wall around the opening, filled with the server's accent. */
  readonly wall: string
  /** What is cut out of it, in the colour of text on the accent. */
  readonly cut?: string
  /** Lines drawn on it, in the same colour. */
  readonly lines?: string
}

const closed = 'M4 22V11a8 8 0 0 1 16 0v11z'

/** One door each, on a 24 × 24 grid: open, with a keyhole, with lines of text. */
export const arches: Readonly<Record<Server, Glyph>> = {
  sso: { wall: 'M4 22V11a8 8 0 0 1 16 0v11h-5v-8.5a3 3 0 0 0-6 0V22z' },
  idp: { wall: closed, cut: 'M12 8.6a2.6 2.6 0 0 1 1.3 4.85L14.2 18.5H9.8l.9-5.05A2.6 2.6 0 0 1 12 8.6z' },
  host: { wall: closed, lines: 'M8.8 11h6.4M8.8 14.5h4M8.8 18h6.4' },
}
