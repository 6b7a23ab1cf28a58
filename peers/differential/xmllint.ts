import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Message, Opinion, Peer } from './message.ts'

const schema = '/usr/share/xml/opensaml/saml-schema-protocol-2.0.xsd'
const others = '/usr/share/xml/xmltooling'
/** More than one message a process, because reading the schema takes longer than reading the message. */
const batch = 40

/** The schemas of OASIS, held to the letter by libxml2. */
export const xmllint: Peer = {
  name: 'xmllint',
  absent: absent(),
  ask: async (messages) => {
    const folder = mkdtempSync(join(tmpdir(), 'xmllint-'))
    try {
      const catalog = join(folder, 'catalog.xml')
      writeFileSync(catalog, catalogText())
      const opinions: Opinion[] = []
      for (let from = 0; from < messages.length; from += batch)
        opinions.push(...(await validate(messages.slice(from, from + batch), folder, catalog)))
      return opinions
    } finally {
      rmSync(folder, { recursive: true })
    }
  },
}

function absent(): string | undefined {
  if (!existsSync('/usr/bin/xmllint')) return 'xmllint is not installed'
  if (existsSync(schema) && existsSync(`${others}/xmldsig-core-schema.xsd`)) return undefined
  return 'the schemas (opensaml-schemas, xmltooling-schemas) are not installed'
}

/** The schemas name each other by addresses on the web; nothing is fetched. */
function catalogText(): string {
  const web = 'http://www.w3.org/TR/2002'
  const row = (address: string, name: string) =>
    `<system systemId="${web}/${address}/${name}" uri="${others}/${name}"/>`
  return [
    '<catalog xmlns="urn:oasis:names:tc:entity:xmlns:xml:catalog">',
    row('REC-xmldsig-core-20020212', 'xmldsig-core-schema.xsd'),
    row('REC-xmlenc-core-20021210', 'xenc-schema.xsd'),
    '</catalog>',
  ].join('')
}

async function validate(
  messages: readonly Message[],
  folder: string,
  catalog: string,
): Promise<readonly Opinion[]> {
  const files = messages.map((message, at) => {
    const file = join(folder, `${at}.xml`)
    writeFileSync(file, message.octets)
    return file
  })
  const said = await new Promise<string>((resolve) => {
    const env = { ...process.env, XML_CATALOG_FILES: catalog }
    const args = ['--nonet', '--noout', '--schema', schema, ...files]
    const bounds = { env, timeout: 60_000, maxBuffer: 64 << 20 }
    execFile('/usr/bin/xmllint', args, bounds, (_error, _out, stderr) => resolve(stderr))
  })
  const lines = said.split('\n')
  return files.map((file) =>
    read(lines.filter((line) => line.startsWith(`${file}:`) || line.startsWith(`${file} `))),
  )
}

function read(lines: readonly string[]): Opinion {
  if (lines.some((line) => line.endsWith(' validates')))
    return { peer: 'xmllint', verdict: 'yes', words: 'validates' }
  const words = lines
    .filter((line) => line.includes('error'))
    .map((line) => line.replace(/^\S+: /, ''))
    .join(' | ')
  return { peer: 'xmllint', verdict: 'no', words: words.slice(0, 2_000) }
}
