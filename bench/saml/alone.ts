/**
 * Measures ours alone, in a process of its own, and prints JSON: `hostile`, `growth`, `memory <times>`, or `resident`, of
 * the form field that it is given on its standard input.
 */
import { generateKeyPairSync, sign, verify } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { readCertificate, readPost, verifyResponse } from '@postern/saml'
import { postern } from './contenders/postern.ts'
import { makeFixture, parameterOf } from './fixtures.ts'
import { grown, hostileParameters } from './hostile.ts'
import { parties } from './parties.ts'
import { spreadOf, worstFromLine } from './statistics.ts'

const validate = postern.validator?.('g20')
if (validate === undefined) throw Error('nothing to measure')

/** Microseconds of CPU of one call, of the whole process. */
function cpuOf(of: () => unknown, times: number): number {
  const began = process.cpuUsage()
  for (let at = 0; at < times; at++) of()
  const { user, system } = process.cpuUsage(began)
  return (user + system) / times
}

/** The unit of a decision: one RSA verification over a short text, with a key that is parsed already. */
function verification(): () => boolean {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const text = Buffer.alloc(800, 'x')
  const value = sign('sha256', text, privateKey)
  return () => verify('sha256', text, publicKey, value)
}

/** Whatever happens, it is a decision. */
function decide(parameter: string): boolean {
  try {
    const verified = validate?.(parameter)
    return verified !== undefined
  } catch {
    return false
  }
}

/** How many RSA verifications each body takes; the median of rounds, each with both in it. */
function hostile() {
  const verifies = verification()
  const bodies = hostileParameters()
  const found = new Map<string, number[]>([...bodies.keys()].map((name) => [name, []]))
  for (let round = 0; round < 40; round++) {
    for (const [name, parameter] of bodies) {
      const unit = cpuOf(verifies, 60)
      const cost = cpuOf(() => decide(parameter), 2)
      // Before, V8 compiles, and its threads count as ours.
      if (round >= 20) found.get(name)?.push(cost / unit)
    }
  }
  const all = [...found].map(([name, of]) => [name, spreadOf(of).median] as const)
  return { worst: all.toSorted((a, b) => b[1] - a[1]) }
}

/** By how many octets one message makes a process grow that has read none but small ones. */
function resident(): number {
  const parameter = readFileSync(0, 'latin1')
  const small = parameterOf(makeFixture('g20', Date.now()).xml)
  for (let at = 0; at < 3000; at++) decide(small)
  const before = process.memoryUsage.rss()
  decide(parameter)
  return process.memoryUsage.rss() - before
}

/**
 * Cost by size, and how far the worst lies from a straight line. Each message of a size has one group fewer than the one
 * before, so that none is of a kind that is remembered: what is compared and not read is not what grows.
 */
function growth() {
  const messages = [8, 16, 32, 64, 128, 256, 512].map((size) => {
    const kinds = Array.from({ length: 12 }, (_, fewer) => parameterOf(grown(size, fewer)))
    return [size, kinds] as const
  })
  const found = new Map<number, number[]>(messages.map(([size]) => [size, []]))
  for (let round = 0; round < 13; round++) {
    for (const [size, kinds] of messages) {
      let next = 0
      const cost = cpuOf(() => validate?.(kinds[next++ % kinds.length] ?? ''), Math.ceil(4096 / size))
      if (round > 3) found.get(size)?.push(cost)
    }
  }
  const points = [...found].map(([size, of]) => [size, Math.min(...of)] as const)
  return { worst: worstFromLine(points), points }
}

/** Resident memory after a tenth of the validations, and after all. */
function memory(times: number) {
  const parameter = parameterOf(makeFixture('g20', Date.now()).xml)
  const keys = [readCertificate(parties.idpCertificate)]
  const mebibytes = () => process.memoryUsage.rss() / 1024 / 1024
  let early = 0
  for (let at = 0; at < times; at++) {
    // A fixture is good for an hour; the rows are judged by the validations of all other measurements.
    verifyResponse(readPost(parameter), keys)
    if (at === Math.floor(times / 10)) early = mebibytes()
  }
  return { times, early, late: mebibytes() }
}

const [what, times] = process.argv.slice(2)
const measures = { hostile, growth, resident, memory: () => memory(Number(times)) }
const measure = Object.entries(measures).find(([name]) => name === what)?.[1]
process.stdout.write(`${JSON.stringify(measure?.())}\n`)
