import { fileURLToPath } from 'node:url'
import { prepareSandbox } from '../sandbox/prepare.ts'
import type { ServerName } from '../server.ts'
import { type Child, startChild } from './child.ts'
import { type Places, readPlaces, requireFreePorts } from './places.ts'
import { startProblem } from './problems.ts'
import {
  keepRecord,
  readOrMakeRecord,
  removeSandbox,
  type StartRecord,
  type TestAccount,
  writeSandbox,
} from './record.ts'
import { progress, welcome } from './words.ts'

const clone = fileURLToPath(new URL('../../../..', import.meta.url))

/** `postern start [--empty]`: three servers, each a process of its own, until Ctrl-C. */
export async function start(options: readonly string[]): Promise<number> {
  const unknown = options.find((option) => option !== '--empty')
  if (unknown !== undefined) throw startProblem('option-unknown', { option: unknown })
  const places = readPlaces(process.env, clone)
  await requireFreePorts(places.all)
  removeSandbox(places.dataDirectory)
  const wanted: StartRecord['kind'] = options.includes('--empty') ? 'empty' : 'sandbox'
  const record = readOrMakeRecord(places.dataDirectory, wanted)
  const toldToStop = untilToldToStop()
  const children = places.all.map((place) =>
    startChild(place, administratorOf(record, place.name), places.sso),
  )
  try {
    const came = await Promise.race([bringUp(places, record, children), toldToStop])
    if (came === 'told to stop') return 0
    welcome(places, came, wanted)
    return await untilStopped(children, toldToStop)
  } finally {
    await stopAll(children)
    progress(`Stopped. Everything is kept in ${places.dataDirectory}.`)
  }
}

async function bringUp(
  places: Places,
  record: StartRecord,
  children: readonly Child[],
): Promise<StartRecord> {
  progress('Starting the identity provider, the SSO service and the Bitbucket host …')
  await Promise.all(children.map(({ ready }) => ready))
  const { dataDirectory, bitbucket, sso, identityProvider } = places
  const prepared: StartRecord = { ...record, prepared: true }
  if (!record.prepared) {
    await prepareSandbox(places, record.accounts, progress)
    keepRecord(dataDirectory, prepared)
  }
  writeSandbox(dataDirectory, {
    bitbucket: bitbucket.address,
    sso: sso.address,
    identityProvider: identityProvider.address,
    accounts: record.accounts,
  })
  return prepared
}

function administratorOf(record: StartRecord, server: ServerName): TestAccount {
  const found = record.accounts.find(({ system, role }) => system === server && role === 'administrator')
  if (!found) throw new Error(`start.json names no administrator of ${server}`)
  return found
}

/** Listening starts before the first server does: a Ctrl-C during the start must stop what has started. */
function untilToldToStop(): Promise<'told to stop'> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
      process.on(signal, () => resolve('told to stop'))
  })
}

async function untilStopped(
  children: readonly Child[],
  toldToStop: Promise<'told to stop'>,
): Promise<number> {
  const fallen = Promise.race(
    children.map(
      async ({ place, ended }) => `The ${place.title} ${await ended}. Its log is ${place.logFile}.`,
    ),
  )
  const why = await Promise.race([toldToStop, fallen])
  if (why === 'told to stop') return 0
  process.stderr.write(`${why}\n`)
  return 1
}

async function stopAll(children: readonly Child[]): Promise<void> {
  for (const child of children) child.stop()
  const patience = setTimeout(() => {
    for (const child of children) child.kill()
  }, 8_000)
  await Promise.all(children.map(({ ended }) => ended))
  clearTimeout(patience)
}
