import { contradictions, type DifferenceKind, explanationOf } from './explained.ts'
import type { Message, Named, Opinion } from './message.ts'
import type { Ours } from './ours.ts'

/** What we and a peer do not agree on. */
export interface Difference {
  readonly what: string
  /** The name of its explanation; undefined is an alarm. */
  readonly explanation: string | undefined
}

/** All that a peer's opinion has against ours: nothing where the two agree or the peer could not tell. */
export function differences(message: Message, ours: Ours, theirs: Opinion): readonly Difference[] {
  if (ours.code === undefined) return ofAccepted(message, ours, theirs)
  if (theirs.verdict !== 'yes' || theirs.peer === 'xmllint') return []
  const contradiction = contradictions[ours.code]
  // Refused for a rule of its own: the tables of the document say which. Not a word on the signature.
  if (contradiction === undefined) return [{ what: ours.code, explanation: `stricter: ${ours.code}` }]
  const isKnown = contradiction.peers.includes(theirs.peer)
  return [{ what: say(message, ours.code, theirs), explanation: isKnown ? contradiction.name : undefined }]
}

const say = (message: Message, code: string | undefined, { peer, verdict, words }: Opinion) =>
  `${message.name}: we ${code === undefined ? 'accept' : `refuse (${code})`}, ${peer} says ${verdict} (${words})`

function ofAccepted(message: Message, ours: Ours, theirs: Opinion): readonly Difference[] {
  const found = (kind: DifferenceKind, what: string): Difference => ({
    what,
    explanation: explanationOf(kind, theirs.peer, message, theirs.words)?.name,
  })
  const kind = theirs.peer === 'xmllint' ? 'schema' : 'signature'
  if (theirs.verdict === 'no') return [found(kind, say(message, undefined, theirs))]
  if (theirs.named === undefined || ours.named === undefined) return []
  const [a, b] = [text(ours.named), text(theirs.named)]
  return a === b ? [] : [found('identity', `${message.name}: we read ${a}, ${theirs.peer} reads ${b}`)]
}

const text = ({ nameId, attributes }: Named) =>
  JSON.stringify([nameId, Object.entries(attributes).sort(([a], [b]) => (a < b ? -1 : 1))])
