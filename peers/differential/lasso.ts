import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Message, Opinion, Peer } from './message.ts'

const python = '/usr/bin/python3'
const script = fileURLToPath(new URL('lasso_peer.py', import.meta.url))

/** A whole SAML implementation in C, which mod_auth_mellon stands on. Times and audiences it leaves to its callers. */
export const lasso: Peer = {
  name: 'lasso',
  absent:
    spawnSync(python, ['-c', 'import lasso']).status === 0 ? undefined : 'python3-lasso is not installed',
  ask: async (messages) => {
    const opinions: Opinion[] = []
    while (opinions.length < messages.length) {
      const said = askOnce(messages.slice(opinions.length))
      opinions.push(...said)
      // It ended before it had answered all: the message after the last answer is what ended it.
      if (opinions.length < messages.length)
        opinions.push({ peer: 'lasso', verdict: 'cannot', words: 'the process ended' })
    }
    return opinions
  },
}

function askOnce(messages: readonly Message[]): readonly Opinion[] {
  const input = messages
    .map(({ octets, of }) => JSON.stringify({ message: octets.toString('base64'), of }))
    .join('\n')
  const { stdout } = spawnSync(python, ['-W', 'ignore', script], {
    input,
    timeout: 100_000,
    maxBuffer: 64 << 20,
  })
  return stdout
    .toString('utf8')
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line): Opinion => ({ peer: 'lasso', ...JSON.parse(line) }))
}
