/*
 * Which way a message took through the code. Counters are put into the source while it is loaded: reading V8's own
 * precise coverage after each message takes longer than the message. jsfuzz 1.0.15 instruments what `require` loads,
 * and nothing here is loaded so.
 */

import { registerHooks } from 'node:module'
import { files, javaScriptOf, src } from '../packages/saml/mutation/source.ts'
import { at, listAt, type Node, parse, walk } from '../packages/saml/mutation/syntax.ts'

const most = 16_384
/** How often each place was passed by the last message. */
export const counters = new Uint32Array(most)
/** For each place the frequencies that were ever seen, one bit for each order of magnitude. */
const seen = new Uint16Array(most)
let places = 0

const name = '__passed'
Object.defineProperty(globalThis, name, { value: counters })

/** Loads the code itself (no tests) with counters from now on. */
export function countPlaces(): void {
  registerHooks({
    load(url, context, next) {
      const path = url.startsWith(src.href) ? url.slice(src.href.length) : ''
      if (!files.includes(path)) return next(url, context)
      return { format: 'module', source: withCounters(javaScriptOf(path)), shortCircuit: true }
    },
  })
}

/** Whether the last message went a way that none had gone; sets the counters back. */
export function isNewPath(): boolean {
  let isNew = false
  for (let place = 0; place < places; place++) {
    const count = counters[place] ?? 0
    if (count === 0) continue
    const bit = 1 << Math.min(15, 31 - Math.clz32(count))
    const known = seen[place] ?? 0
    if ((known & bit) !== 0) continue
    seen[place] = known | bit
    isNew = true
  }
  counters.fill(0, 0, places)
  return isNew
}

type Piece = readonly [at: number, text: string]
const step = () => `${name}[${places++}]++`

/** Each function, branch and right side of `&&`, `||`, `??` counts; lines stay where they are. */
export function withCounters(text: string): string {
  const opening: Piece[] = []
  const closing: Piece[] = []
  for (const node of walk(parse(text))) {
    for (const [from, to] of around(node)) {
      opening.push(from)
      if (to !== undefined) closing.unshift(to)
    }
  }
  if (places > most) throw Error('more places than counters')
  const pieces = [...closing, ...opening]
  pieces.sort((a, b) => a[0] - b[0])
  let out = ''
  let done = 0
  for (const [where, piece] of pieces) {
    out += text.slice(done, where) + piece
    done = where
  }
  return out + text.slice(done)
}

const value = (node: Node | undefined): readonly (readonly [Piece, Piece?])[] =>
  node === undefined
    ? []
    : [
        [
          [node.start, `(${step()},`],
          [node.end, ')'],
        ],
      ]
const statement = (node: Node | undefined): readonly (readonly [Piece, Piece?])[] =>
  node === undefined || node.type === 'BlockStatement'
    ? []
    : [
        [
          [node.start, `{${step()};`],
          [node.end, '}'],
        ],
      ]

function around(node: Node): readonly (readonly [Piece, Piece?])[] {
  switch (node.type) {
    case 'BlockStatement':
      return [[[node.start + 1, `${step()};`]]]
    case 'ArrowFunctionExpression':
      return at(node, 'body')?.type === 'BlockStatement' ? [] : value(at(node, 'body'))
    case 'ConditionalExpression':
      return [...value(at(node, 'consequent')), ...value(at(node, 'alternate'))]
    case 'LogicalExpression':
      return value(at(node, 'right'))
    case 'IfStatement':
      return [...statement(at(node, 'consequent')), ...statement(at(node, 'alternate'))]
    case 'ForStatement':
    case 'ForOfStatement':
    case 'WhileStatement':
      return statement(at(node, 'body'))
    case 'SwitchCase': {
      const [first] = listAt(node, 'consequent')
      return first === undefined ? [] : [[[first.start, `${step()};`]]]
    }
    default:
      return []
  }
}
