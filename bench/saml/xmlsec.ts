import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { type Fixture, parameterOf } from './fixtures.ts'
import { parties } from './parties.ts'
import { type Runner, tampered } from './runner.ts'

/** Compiles the program in C and starts it; a reason where it cannot be had. */
export function startXmlsec(): Runner | string {
  const folder = mkdtempSync(join(tmpdir(), 'postern-bench-'))
  const program = join(folder, 'xmlsec')
  const failed = compile(program)
  if (failed !== undefined) {
    rmSync(folder, { recursive: true })
    return failed
  }
  const write = (name: string, content: string) => {
    writeFileSync(join(folder, name), content)
    return join(folder, name)
  }
  const files = [write('idp.crt', parties.idpCertificate), write('sp.key', parties.spKey)]
  const child = spawn(program, files, { stdio: ['pipe', 'pipe', 'ignore'] })
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]()
  const ask = async (xml: string, milliseconds: number): Promise<string> => {
    child.stdin.write(`${write('message', parameterOf(xml))} ${milliseconds}\n`)
    return String((await lines.next()).value)
  }
  return {
    name: 'xmlsec',
    async validate(fixture: Fixture, milliseconds: number) {
      const answer = await ask(fixture.xml, milliseconds)
      const [operations = Number.NaN, cpu = Number.NaN] = answer.split(' ').map(Number)
      if (!(cpu > 0)) throw Error(`xmlsec says ${answer} of ${fixture.name}`)
      return { operations, cpu }
    },
    rejects: async (fixture) => (await ask(tampered(fixture), 0)) === 'rejected',
    end() {
      child.kill()
      rmSync(folder, { recursive: true })
    },
  }
}

/** Undefined when it was compiled; as root, what is missing is installed first, from Debian. */
function compile(program: string): string | undefined {
  const config = () =>
    spawnSync('pkg-config', ['--cflags', '--libs', 'xmlsec1-openssl'], { encoding: 'utf8' })
  if (config().status !== 0 && process.getuid?.() === 0) {
    spawnSync('apt-get', ['install', '-y', '-qq', 'gcc', 'libc6-dev', 'pkg-config', 'libxmlsec1-dev'], {
      stdio: 'ignore',
    })
  }
  const { status, stdout } = config()
  if (status !== 0) return 'libxmlsec1-dev is not installed'
  const source = new URL('./xmlsec.c', import.meta.url).pathname
  const flags = (stdout ?? '')
    .trim()
    .split(/\s+/)
    .map((flag) => flag.replaceAll('\\"', '"'))
  const made = spawnSync('cc', ['-O2', '-o', program, source, ...flags], { encoding: 'utf8' })
  return made.status === 0 ? undefined : `cc does not compile it: ${made.stderr ?? made.error?.message ?? ''}`
}
