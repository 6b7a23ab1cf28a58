/*
 * The list of mutants, made from the code as it is: what is added tomorrow is removed tomorrow too. Rows are those of
 * the tables, limits those of limits.ts, refusals every `throw …Problem(…)` and every call of a function that only
 * throws; comparisons are those of the files in which a comparison decides.
 */

import type { Mutant } from './mutant.ts'
import { files, javaScriptOf } from './source.ts'
import { at, isNode, type Node, parse, walk } from './syntax.ts'

const nameOf = (node: Node | undefined) => (typeof node?.name === 'string' ? node.name : '')

const deciding =
  /^(?:signature|profile|encryption|bindings|messages)\/|^(?:crypto|base64)\.ts$|^xml\/mould\.ts$/
/** Writers and catalogues decide nothing; shapes and names are data. */
const notDeciding = /problems\.ts$|-writer\.ts$|sign\.ts$|ws-federation\.ts$|names\.ts$|shapes\.ts$/
const throwers = new Set(['shape', 'fail', 'missing', 'unexpected'])
const passes = "judge: () => ({ verdict: 'passed', expected: null, received: null })"

type Change = readonly [kind: Mutant['kind'], node: Node, replacement: string]

/** All mutants of the package: rows, limits, refusals, then comparisons. */
export function deriveMutants(): readonly Mutant[] {
  const all = files.flatMap((file) => {
    const text = javaScriptOf(file)
    const changes = [...walk(parse(text))].flatMap((node) => changesOf(file, node, text))
    return changes.map(([kind, node, replacement]): Mutant => {
      const was = text.slice(node.start, node.end).replace(/\s+/g, ' ').slice(0, 120)
      const line = text.slice(0, node.start).split('\n').length
      return { file, kind, from: node.start, to: node.end, replacement, was, line }
    })
  })
  const order = ['row', 'limit', 'refusal', 'comparison']
  return all.sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind))
}

function changesOf(file: string, node: Node, text: string): readonly Change[] {
  const of = (one: Node | undefined) => (one === undefined ? '' : text.slice(one.start, one.end))
  if (node.type === 'VariableDeclarator') return [...rowsOf(file, node, of), ...limitsOf(file, node, of)]
  if (node.type === 'ThrowStatement' && /Problem\(/.test(of(node))) return [['refusal', node, '{}']]
  if (node.type === 'ExpressionStatement' && throws(at(node, 'expression'))) return [['refusal', node, '{}']]
  const decides = (deciding.test(file) && !notDeciding.test(file)) || of(node).includes('limits.')
  return decides ? comparisonsOf(node, of) : []
}

/** The bodies of the functions that only throw are refusals themselves. */
function throws(expression: Node | undefined): boolean {
  if (expression?.type !== 'CallExpression') return false
  const callee = at(expression, 'callee')
  return throwers.has(nameOf(callee) || nameOf(callee && at(callee, 'property')))
}

/** A row that lets everything pass: what it is to have forgotten it. */
function rowsOf(file: string, node: Node, of: (one: Node | undefined) => string): readonly Change[] {
  const isTable = file.startsWith('profile/') && /Table$|^common$/.test(nameOf(at(node, 'id')))
  return isTable
    ? propertiesOf(at(node, 'init')).map((row) => [
        'row',
        row,
        `${of(at(row, 'key'))}: { ...(${of(at(row, 'value'))}), ${passes} }`,
      ])
    : []
}

function limitsOf(file: string, node: Node, of: (one: Node | undefined) => string): readonly Change[] {
  if (file !== 'xml/limits.ts') return []
  return propertiesOf(at(node, 'init')).map((limit) => [
    'limit',
    limit,
    `${of(at(limit, 'key'))}: 64 * (${of(at(limit, 'value'))})`,
  ])
}

const propertiesOf = (object: Node | undefined): readonly Node[] => {
  const properties = object?.type === 'ObjectExpression' ? object.properties : []
  return Array.isArray(properties) ? properties.filter(isNode).filter((one) => one.type === 'Property') : []
}

const swapped: ReadonlyMap<unknown, string> = new Map([
  ['<', '<='],
  ['<=', '<'],
  ['>', '>='],
  ['>=', '>'],
  ['===', '!=='],
  ['!==', '==='],
])

/** A bound moved by one, an equality turned round, one half of a condition forgotten, all for some. */
function comparisonsOf(node: Node, of: (one: Node | undefined) => string): readonly Change[] {
  const [left, right] = [of(at(node, 'left')), of(at(node, 'right'))]
  const other = swapped.get(node.operator)
  if (node.type === 'BinaryExpression' && other !== undefined) {
    return [['comparison', node, `${left} ${other} ${right}`]]
  }
  if (node.type === 'LogicalExpression' && node.operator !== '??') {
    if (/^(?:undefined|'[^']*')$/.test(right)) return [] // what is shown when there is nothing to show
    return [
      ['comparison', node, `(${left})`],
      ['comparison', node, `(${right})`],
    ]
  }
  if (node.type === 'Identifier' && (node.name === 'every' || node.name === 'some')) {
    return [['comparison', node, node.name === 'every' ? 'some' : 'every']]
  }
  return []
}
