import type { World } from '@postern/kit/world'
import { domains } from '../domains/store.ts'
import { fold } from '../fold.ts'
import { guid } from '../guid.ts'
import { users } from '../users/store.ts'
import { decode } from './decode.ts'
import { type NumberedLine, parseLines, UnreadableFile } from './parse.ts'
import { readLine } from './read-line.ts'
import { bulkImports, type Fault, type WaitingLine } from './store.ts'

/** Lines that are judged and kept at once: between two such others have their turn at the store. */
const chunk = 500

/** The dry run: judges every line and keeps it; no user is made. The import's id. Throws `UnreadableFile`. */
export async function checkFile(world: World, octets: Uint8Array, now: number): Promise<string> {
  const { store, seal, random } = world
  const { text, encoding } = decode(octets)
  const known = (await domains(store).list()).map(({ name }) => name)
  const imports = bulkImports(store, seal)
  const id = guid(random)
  await imports.begin(id, encoding, now)
  const seen = new Map<string, number>()
  const judge = async (lines: readonly NumberedLine[]) => {
    const judged = lines.map((line) => judgeLine(line, known, seen))
    const names = judged.flatMap((one) => ('user' in one ? [one.user.userPrincipalName] : []))
    const taken = await users(store).takenOf(names)
    const found = judged.map((one) =>
      'user' in one && taken.has(fold(one.user.userPrincipalName)) ? takenFault(one) : one,
    )
    await store.transaction(async (inner) => {
      const kept = bulkImports(inner, seal)
      await kept.addLines(
        id,
        found.filter((one): one is WaitingLine => 'user' in one),
      )
      await kept.addFaults(
        id,
        found.filter((one): one is Fault => 'says' in one),
      )
    })
  }
  try {
    let lines: NumberedLine[] = []
    for await (const line of parseLines(text)) {
      lines.push(line)
      if (lines.length < chunk) continue
      await judge(lines)
      lines = []
    }
    await judge(lines)
    const { waiting = 0, faults = 0 } = (await imports.find(id)) ?? {}
    if (waiting + faults === 0)
      throw new UnreadableFile('The file names nobody: there is no line under the heads.')
    await imports.pass(id, 'reading', 'checked')
    return id
  } catch (error) {
    await imports.remove(id)
    throw error
  }
}

const takenFault = ({ number, user }: WaitingLine): Fault => ({
  number,
  says: `User name: ${user.userPrincipalName} belongs to another user already.`,
})

function judgeLine(
  { number, line }: NumberedLine,
  domains: readonly string[],
  seen: Map<string, number>,
): WaitingLine | Fault {
  if (line === undefined) {
    return {
      number,
      says: 'The line has another number of columns than the head. A comma may be missing, or a quote.',
    }
  }
  const { faults, of } = readLine(line, domains)
  const key = fold(of.userPrincipalName)
  const earlier = seen.get(key)
  if (key !== '' && earlier === undefined) seen.set(key, number)
  const all = earlier === undefined ? faults : [...faults, `User name: it stands on line ${earlier} too.`]
  return all.length === 0 ? { number, user: of } : { number, says: all.join(' ') }
}
