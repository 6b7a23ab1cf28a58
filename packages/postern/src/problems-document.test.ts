import { globSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { catalogues } from '@postern/saml'
import { type Catalogue, explained } from '@postern/saml/problem'
import { expect, test } from 'vitest'

const packages = fileURLToPath(new URL('../../', import.meta.url))
const file = fileURLToPath(new URL('../../../docs/problems.md', import.meta.url))

interface EntraCode {
  readonly person: string
  readonly cause: string
  readonly remedy: string
}

const markdown = (head: readonly string[], rows: readonly (readonly string[])[]) =>
  [head, head.map(() => '---'), ...rows]
    .map(
      (cells) =>
        `| ${cells.map((cell) => cell.replaceAll('|', '\\|').replaceAll(/\s+/g, ' ')).join(' | ')} |`,
    )
    .join('\n')

const table = (catalogue: Catalogue) =>
  markdown(
    ['code', 'cause', 'how to fix it'],
    Object.entries(catalogue).map(([code, row]) => {
      const { cause, remedy } = explained(row)
      return [`\`${code}\``, cause, remedy]
    }),
  )

/** The catalogues of a server or tool, by the file that they stand in. */
async function areasOf(name: string): Promise<Readonly<Record<string, Catalogue>>> {
  const files = globSync('src/**/*problems.ts', { cwd: `${packages}${name}` }).toSorted()
  const areas: Record<string, Catalogue> = {}
  for (const path of files) {
    const parts: Readonly<Record<string, { readonly catalogue?: Catalogue }>> = await import(
      `${packages}${name}/${path}`
    )
    const [catalogue, ...more] = Object.values(parts).flatMap((part) =>
      part.catalogue ? [part.catalogue] : [],
    )
    if (!catalogue || more.length > 0) throw new Error(`${path} of ${name} must hold one catalogue`)
    areas[path.replace(/^src\//, '').replace(/[/-]?problems\.ts$/, '')] = catalogue
  }
  return areas
}

async function entraTable(): Promise<string> {
  const path: string = `${packages}sso/src/explain/entra-codes.ts`
  const { entraCodes }: { entraCodes: Readonly<Record<string, EntraCode>> } = await import(path)
  const rows = Object.entries(entraCodes).toSorted(([a], [b]) => Number(a) - Number(b))
  return markdown(
    ['code', 'cause', 'how to fix it', 'tell the person'],
    rows.map(([number, { cause, remedy, person }]) => [`AADSTS${number}`, cause, remedy, person]),
  )
}

const chapters = [
  { name: 'sso', title: 'SSO service' },
  { name: 'identity-provider', title: 'Identity provider' },
  { name: 'bitbucket', title: 'Bitbucket host' },
  { name: 'kit', title: 'All three servers' },
  { name: 'postern', title: 'Command line' },
]

const chapter = (title: string, areas: Readonly<Record<string, Catalogue>>) =>
  [
    `## ${title}`,
    ...Object.entries(areas).flatMap(([area, catalogue]) => [`### ${area}`, table(catalogue)]),
  ].join('\n\n')

const intro = `# Problems

Every code that Postern shows, with its cause and how to fix it. What stands in ‹ › is a fact of the case. The console of the SSO
service explains the same codes under **Explain an error**; for one attempt to sign in, Activity shows the facts.

This page is made from the catalogues in the code. After a change of one: \`UPDATE_DOCS=1 npx vitest run --project unit
packages/postern/src/problems-document.test.ts\``

test('docs/problems.md shows the catalogues as they are in the code', async () => {
  const [first, ...others] = await Promise.all(
    chapters.map(async ({ name, title }) => chapter(title, await areasOf(name))),
  )
  const entra = [
    '## Codes of Entra ID',
    'Entra shows these on a page of its own and sends us nothing: no attempt in Activity tells of them.',
    await entraTable(),
  ].join('\n\n')
  const current = `${[intro, first, chapter('SAML messages', catalogues), entra, ...others].join('\n\n')}\n`
  // `UPDATE_DOCS=1` writes what a change of the code has made out of date.
  if (process.env.UPDATE_DOCS === '1') writeFileSync(file, current)
  expect(readFileSync(file, 'utf8')).toBe(current)
})
