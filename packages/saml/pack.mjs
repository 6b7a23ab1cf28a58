// Makes the package as it is published, in packages/saml/published: two modules and what they share in place of a
// hundred files, which halves what a process costs that imports them; constants put in where they are used; the types as they
// are. Run it after a build. `npm publish packages/saml/published` publishes it.
import { cpSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { rolldown } from 'rolldown'

const folder = dirname(fileURLToPath(import.meta.url))
const root = dirname(dirname(folder))
export const published = join(folder, 'published')

const entries = { index: join(folder, 'dist/index.js'), problem: join(folder, 'dist/problem.js') }

async function bundle() {
  const build = await rolldown({ input: entries, platform: 'node', optimization: { inlineConst: true } })
  await build.write({ dir: published, format: 'esm', chunkFileNames: 'shared.js', comments: false })
  await build.close()
}

/** Declarations of what is public and of what that is made of; tests and their support stay here. */
function copyTypes() {
  const own = (file) => !/\.test\.|\/testing\b/.test(file.slice(folder.length))
  const declared = (file) => !/\.(js|map|tsbuildinfo)$/.test(file)
  const filter = (file) => own(file) && declared(file)
  cpSync(join(folder, 'dist'), join(published, 'types'), { recursive: true, filter })
}

function writeManifest() {
  const { name, version, description, license, type, engines } = JSON.parse(
    readFileSync(join(folder, 'package.json'), 'utf8'),
  )
  const entry = (of) => ({ types: `./types/${of}.d.ts`, default: `./${of}.js` })
  const exports = { '.': entry('index'), './problem': entry('problem') }
  const manifest = { name, version, description, license, type, sideEffects: false, engines, exports }
  writeFileSync(join(published, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`)
}

/** Writes the folder anew and returns it. */
export async function pack() {
  rmSync(published, { recursive: true, force: true })
  await bundle()
  copyTypes()
  writeManifest()
  for (const [from, to] of [
    [join(root, 'LICENSE'), 'LICENSE'],
    [join(folder, 'README.md'), 'README.md'],
  ]) {
    if (existsSync(from)) cpSync(from, join(published, to))
  }
  return published
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.stdout.write(`${await pack()}\n`)
