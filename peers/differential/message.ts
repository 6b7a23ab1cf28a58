/** What the messages of one party are verified and judged with, by us and by every peer. */
export interface Circumstances {
  /** PEM; each may have signed. */
  readonly certificates: readonly string[]
  readonly issuer: string
  readonly entityId: string
  readonly replyUrl: string
  /** Epoch milliseconds. */
  readonly now: number
  readonly inResponseTo?: string
  /** PEM, of what may be encrypted to us. */
  readonly decryptionKey?: string
  /** Whether old algorithms are allowed, as they must be for messages of 2012. */
  readonly old: boolean
}

/** One Response, and where it comes from. */
export interface Message {
  readonly name: string
  readonly octets: Buffer
  readonly of: Circumstances
}

/** Whom an implementation takes the message to name. Attributes of one name are one list. */
export interface Named {
  readonly nameId: string
  readonly attributes: Readonly<Record<string, readonly string[]>>
}

/** What an implementation says to one message. */
export interface Opinion {
  readonly peer: PeerName
  /**
   * `yes`: what it checks of the signature or the schema holds. `no`: it does not. `none`: there was nothing to
   * check. `cannot`: it does not know the algorithm, or stops for a reason that has nothing to do with signatures.
   */
  readonly verdict: 'yes' | 'no' | 'none' | 'cannot'
  /** Its own words, the first line. */
  readonly words: string
  readonly named?: Named
}

export type PeerName = 'xmlsec1' | 'xmllint' | 'lasso' | 'xml-crypto' | 'node-saml'

/** An implementation that nobody here wrote. */
export interface Peer {
  readonly name: PeerName
  /** Why it cannot be asked here; undefined when it can. */
  readonly absent: string | undefined
  /** Opinions in the order of the messages. */
  readonly ask: (messages: readonly Message[]) => Promise<readonly Opinion[]>
}

/** The first line of what was said, with what is the same in every line taken away. */
export const firstLine = (words: string): string => words.trim().split('\n')[0]?.slice(0, 300) ?? ''

/** Runs `work` over all, a few at a time: every one may start a process, and the machine is shared. */
export async function fewAtATime<A, B>(
  all: readonly A[],
  work: (one: A) => Promise<B>,
): Promise<readonly B[]> {
  const results = new Map<number, B>()
  const waiting = [...all.entries()]
  const worker = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift())
      results.set(next[0], await work(next[1]))
  }
  await Promise.all([worker(), worker(), worker()])
  return [...results].sort(([a], [b]) => a - b).map(([, result]) => result)
}

/** What JavaScript peers would take minutes over: their time grows with the square of a message, or worse. */
export const tooLarge = ({ octets }: Message): boolean => octets.length > 64 << 10
