import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const blocks = (text, kind) =>
  [...text.matchAll(new RegExp(`^\`\`\`${kind}\\n(.*?)^\`\`\`$`, 'gms'))].map((match) => match[1])

/** What the README of the package calls with a message that the package itself writes. */
const use = `
import { readFileSync } from 'node:fs'
import { readSigningKey, writePost, writeResponse } from '@postern/saml'
import { signIn } from './readme.ts'

const [keyFile = '', certificateFile = ''] = process.argv.slice(2)
const pem = readFileSync(certificateFile, 'utf8')
const key = readSigningKey(readFileSync(keyFile, 'utf8'), pem)
const now = Date.now()
const response = writeResponse({
  id: '_r', issueInstant: now, destination: 'https://postern.example/login', inResponseTo: '_q',
  issuer: 'https://sts.windows.net/3b9c7d2e/', sign: { key, option: 'assertion' },
  assertion: {
    id: '_a', issueInstant: now, nameId: { value: 'b.simon@contoso.example' }, authnInstant: now,
    audience: 'https://postern.example/metadata', recipient: 'https://postern.example/login',
    notBefore: now - 1000, notOnOrAfter: now + 60000, attributes: [],
  },
})
if (signIn(writePost(response), pem, '_q', now).nameId !== 'b.simon@contoso.example') throw Error('not signed in')
let refused = ''
try {
  signIn(writePost(response), pem, '_other', now)
} catch (problem) {
  refused = String(problem)
}
if (!refused.startsWith('Problem')) throw Error('a response to another request was accepted')
`

const options = {
  target: 'es2024',
  module: 'nodenext',
  strict: true,
  exactOptionalPropertyTypes: true,
  noEmit: true,
  allowImportingTsExtensions: true,
  skipLibCheck: false,
  types: ['node'],
}

/** Each with the outcome of a command: the example compiles and runs, and of the misuses every one is an error. */
export function* checkReadme({ root, scratch, run }) {
  const text = readFileSync(join(root, 'packages/saml/README.md'), 'utf8')
  for (const name of ['@types/node', 'undici-types']) {
    cpSync(join(root, 'node_modules', name), join(scratch, 'node_modules', name), { recursive: true })
  }
  const [example = ''] = blocks(text, 'ts')
  writeFileSync(join(scratch, 'readme.ts'), example)
  writeFileSync(join(scratch, 'use.ts'), use)
  yield ['the example of the README compiles', compile('use.ts')]
  const keys = ['idp.key', 'idp.crt'].map((name) => join(root, 'packages/saml/testdata/keys', name))
  yield ['the example signs a person in, and refuses', run('node', ['use.ts', ...keys], { cwd: scratch })]
  yield* misuses(blocks(text, 'ts misuse').join(''))

  function compile(file) {
    writeFileSync(join(scratch, 'tsconfig.json'), JSON.stringify({ compilerOptions: options, files: [file] }))
    return run(join(root, 'node_modules/.bin/tsc'), ['-p', scratch])
  }

  /** A statement that a comment announces is a misuse; each must be an error on a line of its own. */
  function* misuses(code) {
    writeFileSync(join(scratch, 'misuse.ts'), code)
    const { output } = compile('misuse.ts')
    const lines = code.split('\n')
    const announced = lines.flatMap((line, at) => (line.startsWith('//') ? [at + 2] : []))
    const found = [...output.matchAll(/^.*misuse\.ts\((\d+),/gm)].map((match) => Number(match[1]))
    const same = announced.join() === [...new Set(found)].sort((a, b) => a - b).join()
    yield [`${announced.length} misuses do not compile`, { ok: announced.length > 3 && same, output }]
  }
}
