/** A mutant that no test notices, and why none can: which other guard makes it redundant, or what makes it the same. */
export interface Excuse {
  readonly file: string
  /** What stands there, from its beginning; all mutants of it are meant. */
  readonly was: string
  /** What is put in its place, when only that one is meant. */
  readonly to?: string
  readonly why: string
}

const positions =
  'signedInfoOf and signatureValueOf take each child by its place and refuse another with the same code.'
const ourselves =
  'It guards against a canonical form of our own that is none, which only a defect of ours could show.'

const shortWay = 'A short way: what is asked otherwise comes to the same, later.'
const readAnew =
  'It guards against a canonical form of our own that has another shape than its element, which only a defect of ours could show.'

export const excused: readonly Excuse[] = [
  {
    file: 'base64.ts',
    was: 'spaced &&',
    to: '(isStrict(text, text.length - blanksIn(text), octets))',
    why: 'Without a blank what was asked before is asked again.',
  },
  {
    file: 'base64.ts',
    was: 'from < text.length',
    why: 'After the last character there is none, which is no blank.',
  },
  {
    file: 'base64.ts',
    was: 'text.length * 3 > scratch.length',
    to: 'text.length * 3 >= scratch.length',
    why: '64 KiB are no three times of anything.',
  },
  {
    file: 'messages/grammar.ts',
    was: 'cells[at + KIND] !== ELEMENT || !hiddenNumbers',
    to: '(cells[at + KIND] !== ELEMENT)',
    why: shortWay,
  },
  { file: 'messages/grammar.ts', was: "content === 'text' || content === 'open'", why: shortWay },
  { file: 'messages/response.ts', was: 'signed !== assertion', why: readAnew },
  { file: 'messages/response.ts', was: 'signed !== root', why: readAnew },
  { file: 'messages/response.ts', was: 'again !== element', why: readAnew },
  {
    file: 'bindings/query.ts',
    was: 'equals < 0',
    why: 'They differ for a parameter without a name, which is none that is known either way.',
  },
  {
    file: 'bindings/query.ts',
    was: "rawName.includes('%') || rawName.includes('+')",
    to: "(rawName.includes('%'))",
    why: 'A blank is in no name that is known.',
  },
  {
    file: 'crypto.ts',
    was: 'start > 0',
    why: 'Searched from the end of the label on, start is beyond 0 or -1; for -1 a block without an end of its padding leaves a key of a size that unwrapKey refuses.',
  },
  {
    file: 'crypto.ts',
    was: 'counter * digestSize(name) < length',
    why: 'One block more is made, and cut off.',
  },
  {
    file: 'encryption/decrypt.ts',
    was: 'authenticated || !(problem instanceof Problem)',
    why: 'Nothing but a fault of ours is no Problem there.',
  },
  {
    file: 'messages/grammar.ts',
    was: 'found !== undefined && particle.of.every',
    why: 'When nothing is found the last line refuses with the same words.',
  },
  {
    file: 'messages/metadata.ts',
    was: "root.is(MD, 'EntityDescriptor') || root.is(MD, 'EntitiesDescriptor')",
    why: 'checkRoot, which is asked otherwise, lets an EntityDescriptor through.',
  },
  {
    file: 'messages/metadata.ts',
    was: "problem instanceof Problem && problem.code.startsWith('signature-')",
    why: 'Metadata whose signature is taken for broken is read again, and refused by the same Problem.',
  },
  {
    file: 'profile/person-rows.ts',
    was: 'printable.test(received) ||',
    why: 'A short way: the second half says the same of printable ASCII.',
  },
  {
    file: 'signature/certificate.ts',
    was: 'der === undefined || der.length === 0',
    why: 'OpenSSL finds no certificate in nothing, and the code is the same.',
  },
  { file: 'signature/structure.ts', was: "signature.childAt(0)?.is(DS, 'SignedInfo') &&", why: positions },
  {
    file: 'signature/structure.ts',
    was: 'value === undefined || value.length === 0',
    why: 'verifyingKey refuses a value that is not as long as the key, with the same code.',
  },
  {
    file: 'signature/verify.ts',
    was: "throw signatureProblem('signature-canonical-form', {})",
    why: ourselves,
  },
  {
    file: 'signature/verify.ts',
    was: "throw signatureProblem('signature-canonical-tree', {})",
    why: ourselves,
  },
  { file: 'signature/verify.ts', was: 'octets.length === 0 || octets[0] !== 0x3c', why: ourselves },
  {
    file: 'xml/qualified-name.ts',
    was: "scanner.fail('a name')",
    why: 'A character that is no name is none that may follow a name either: the next step refuses it with the same code.',
  },
  {
    file: 'xml/reader.ts',
    was: "throw xmlProblem('xml-end', { offset: scanner.size })",
    why: 'Where the name is cut off there is no ">" either: the next step refuses the end with the same code.',
  },
  {
    file: 'xml/mould.ts',
    was: 'i < list.length',
    why: 'The list has threes: i is never its length.',
  },
]
