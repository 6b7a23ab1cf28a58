/**
 * One contender in a process of its own, told by messages what to do: `{ fixture, parameter, groups, milliseconds }` for
 * a slice of validations, `{ issue: true, milliseconds }` for one of issuing, `{ tampered }` for what it must reject.
 */

import type { FixtureName, Issue, Seen, Slice, Validate } from './contender.ts'
import { contenderNames, loadContender } from './contenders.ts'
import { parties } from './parties.ts'

export type Order =
  | {
      readonly do: 'validate'
      readonly fixture: FixtureName
      readonly parameter: string
      readonly groups: number
      readonly milliseconds: number
    }
  | { readonly do: 'reject'; readonly fixture: FixtureName; readonly parameter: string }
  | { readonly do: 'issue'; readonly milliseconds: number }

export type Report = { readonly slice: Slice } | { readonly rejected: boolean } | { readonly error: string }

const contender = await loadContender(contenderNames[Number(process.argv[2])] ?? 'limit')
const validators = new Map<FixtureName, Validate>()
let issue: Issue | undefined

function validatorOf(fixture: FixtureName): Validate {
  const known = validators.get(fixture) ?? contender.validator?.(fixture)
  if (known === undefined) throw Error(`${contender.name} takes no part in ${fixture}`)
  validators.set(fixture, known)
  return known
}

/** Operations until the time is over, a few between two looks at the clock; CPU of the whole process. */
async function slice(operation: () => unknown, milliseconds: number): Promise<Slice> {
  const began = process.cpuUsage()
  const end = performance.now() + milliseconds
  let operations = 0
  while (performance.now() < end) {
    for (let at = 0; at < 4; at++) {
      const result = operation()
      if (result instanceof Promise) await result
    }
    operations += 4
  }
  const { user, system } = process.cpuUsage(began)
  return { operations, cpu: user + system }
}

/** Nobody wins by failing: what comes out must be what was written. `-1` groups: the limit, which reads nothing. */
function probe(seen: Seen, groups: number): void {
  const right = seen.nameId === parties.nameId && (seen.groups === groups || contender.name === 'limit')
  if (!right) throw Error(`${contender.name} read ${JSON.stringify(seen)} where there are ${groups} groups`)
}

/** XML or base64: a signature, and the 31 values of twelve attributes. */
function probeIssued(message: string): void {
  const xml = message.startsWith('<') ? message : Buffer.from(message, 'base64').toString('utf8')
  const values = xml.match(/<(saml:)?AttributeValue/g)?.length
  const right = contender.name === 'limit' || (xml.includes('SignatureValue>') && values === 31)
  if (!right) throw Error(`${contender.name} wrote ${values} values, or no signature`)
}

async function obey(order: Order): Promise<Report> {
  switch (order.do) {
    case 'validate': {
      const validate = validatorOf(order.fixture)
      probe(await validate(order.parameter), order.groups)
      return { slice: await slice(() => validate(order.parameter), order.milliseconds) }
    }
    case 'reject': {
      const validate = validatorOf(order.fixture)
      return {
        rejected: await Promise.resolve(order.parameter)
          .then(validate)
          .then(
            () => false,
            () => true,
          ),
      }
    }
    case 'issue': {
      issue ??= await contender.issuer?.()
      const operation = issue
      if (operation === undefined) throw Error(`${contender.name} does not issue`)
      probeIssued(await operation())
      return { slice: await slice(operation, order.milliseconds) }
    }
  }
}

process.on('message', (order: Order) => {
  void obey(order)
    .catch((error: unknown) => ({ error: String(error) }))
    .then((report) => process.send?.(report))
})
