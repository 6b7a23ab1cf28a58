import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fewAtATime, firstLine, type Message, type Opinion, type Peer } from './message.ts'
import { anyCertificate, places } from './signatures.ts'

const program = '/usr/bin/xmlsec1'
const ids = [
  '--id-attr:ID',
  'urn:oasis:names:tc:SAML:2.0:protocol:Response',
  '--id-attr:ID',
  'urn:oasis:names:tc:SAML:2.0:assertion:Assertion',
]

/** The reference implementation in C. It checks one signature and knows nothing of SAML. */
export const xmlsec1: Peer = {
  name: 'xmlsec1',
  absent: existsSync(program) ? undefined : 'xmlsec1 is not installed',
  ask: async (messages) => {
    const folder = mkdtempSync(join(tmpdir(), 'xmlsec1-'))
    try {
      return await fewAtATime([...messages.entries()], ([at, message]) =>
        opinion(message, join(folder, String(at))),
      )
    } finally {
      rmSync(folder, { recursive: true })
    }
  },
}

type Said = Pick<Opinion, 'verdict' | 'words'>

/** Every signature in a place that counts must hold. */
async function opinion(message: Message, path: string): Promise<Opinion> {
  const file = `${path}.xml`
  writeFileSync(file, message.octets)
  const said: Said[] = []
  for (const place of places.filter((one) => mayHold(one, message))) {
    const one = await anyCertificate(message, (certificate) => {
      writeFileSync(`${path}.pem`, certificate)
      return verify(file, `${path}.pem`, place)
    })
    if (one !== undefined && one.verdict !== 'none') said.push(one)
  }
  const worst = said.find((one) => one.verdict === 'no') ?? said.find((one) => one.verdict === 'cannot')
  return {
    peer: 'xmlsec1',
    ...(worst ?? said[0] ?? { verdict: 'none', words: 'no signature where it counts' }),
  }
}

/** Spares a process where no signature can be: only a Signature before the first Assertion may be the Response's. */
function mayHold(place: string, { octets }: Message): boolean {
  const text = octets.toString('latin1')
  const before = place === places[0] ? text.split(/<[^\s>]*Assertion[\s>]/, 1)[0] : text
  return before?.includes('Signature') === true
}

/** The certificate in the message is passed over: with it, xmlsec1 would look for a chain and find none. */
function verify(file: string, certificate: string, place: string): Promise<Said> {
  const keys = ['--enabled-key-data', 'raw-x509-cert', '--pubkey-cert-pem', certificate]
  const args = ['--verify', ...keys, ...ids, '--enabled-reference-uris', 'empty,same-doc']
  return new Promise((resolve) => {
    execFile(program, [...args, '--node-xpath', place, file], { timeout: 20_000 }, (error, _, stderr) => {
      resolve(read(error === null, stderr))
    })
  })
}

function read(held: boolean, stderr: string): Said {
  if (held) return { verdict: 'yes', words: 'OK' }
  const words = firstLine(stderr.match(/msg=.*|error=.*/)?.[0] ?? stderr)
  if (/does not return a single node/i.test(stderr)) return { verdict: 'none', words }
  if (/^FAIL$/m.test(stderr)) return { verdict: 'no', words: 'FAIL' }
  if (/href=|algorithm is not (?:found|supported)/i.test(stderr)) return { verdict: 'cannot', words }
  return { verdict: 'no', words }
}
