import { type ChildProcess, fork } from 'node:child_process'
import type { Slice } from './contender.ts'
import { type ContenderName, contenderNames } from './contenders.ts'
import type { Fixture } from './fixtures.ts'
import { parameterOf } from './fixtures.ts'
import type { Order, Report } from './worker.ts'

/** A contender at the other end of a pipe. */
export interface Runner {
  readonly name: string
  validate(fixture: Fixture, milliseconds: number): Promise<Slice>
  /** Whether it refuses the fixture with one letter of the NameID changed. */
  rejects(fixture: Fixture): Promise<boolean>
  end(): void
}

export interface IssuingRunner extends Runner {
  issue(milliseconds: number): Promise<Slice>
}

/** The same message, claiming to be about somebody else; of the encrypted one, with another first letter of its content. */
export function tampered({ name, xml }: Fixture): string {
  if (name !== 'enc-gcm') return xml.replace('>b.simon@', '>a.simon@')
  const at = xml.lastIndexOf('<xenc:CipherValue>') + '<xenc:CipherValue>'.length + 40
  return xml.slice(0, at) + (xml[at] === 'A' ? 'B' : 'A') + xml.slice(at + 1)
}

/** Starts a contender in JavaScript. Its own warnings go nowhere: it would print one for each message. */
export function startRunner(name: ContenderName): IssuingRunner {
  const index = String(contenderNames.indexOf(name))
  const child = fork(new URL('./worker.ts', import.meta.url), [index], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  const slice = async (order: Order): Promise<Slice> => {
    const report = await ask(child, order)
    if ('slice' in report) return report.slice
    throw Error('error' in report ? report.error : 'no slice')
  }
  return {
    name,
    validate: (fixture, milliseconds) =>
      slice({
        do: 'validate',
        fixture: fixture.name,
        parameter: parameterOf(fixture.xml),
        groups: fixture.groups,
        milliseconds,
      }),
    issue: (milliseconds) => slice({ do: 'issue', milliseconds }),
    async rejects(fixture) {
      const parameter = parameterOf(tampered(fixture))
      const report = await ask(child, { do: 'reject', fixture: fixture.name, parameter })
      return 'rejected' in report && report.rejected
    },
    end: () => child.kill(),
  }
}

function ask(child: ChildProcess, order: Order): Promise<Report> {
  return new Promise((resolve, reject) => {
    const ended = () => reject(Error('a contender ended'))
    child.once('exit', ended)
    child.once('message', (report: Report) => {
      child.off('exit', ended)
      resolve(report)
    })
    child.send(order)
  })
}
