import { parseAst } from 'vitest/node'

/** A node of the syntax tree (ESTree). */
export interface Node {
  readonly type: string
  readonly start: number
  readonly end: number
  readonly [key: string]: unknown
}

export const isNode = (of: unknown): of is Node =>
  typeof of === 'object' && of !== null && 'type' in of && typeof of.type === 'string'

export const at = (node: Node, key: string): Node | undefined => {
  const child = node[key]
  return isNode(child) ? child : undefined
}

export const listAt = (node: Node, key: string): readonly Node[] => {
  const child = node[key]
  return Array.isArray(child) ? child.filter(isNode) : []
}

/** Every node below, the outermost first. */
export function* walk(node: Node): Generator<Node> {
  yield node
  for (const child of Object.values(node)) {
    for (const one of Array.isArray(child) ? child : [child]) if (isNode(one)) yield* walk(one)
  }
}

export function parse(text: string): Node {
  const program: unknown = parseAst(text)
  if (!isNode(program)) throw Error('no program')
  return program
}
