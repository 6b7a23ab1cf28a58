import { isText, read } from '../git/index.ts'
import type { Repository } from '../projects/index.ts'
import type { Shown } from './browse-page.tsx'
import { isMarkdown, renderMarkdown } from './markup.ts'
import { pathsOf } from './paths.ts'

const longestLine = 10_000

/** A file as a page can show it: at most 1 MiB of text; Markdown is rendered. */
export async function shownFile(of: {
  repository: Repository
  folder: string
  at: string
  commit: string
  path: string
}): Promise<Shown> {
  const octets = await read(of.folder, of.commit, of.path)
  if (!octets) return { kind: 'large' }
  if (!isText(octets)) return { kind: 'binary' }
  const text = octets.toString('utf8')
  if (!isMarkdown(of.path)) {
    return text.split('\n').some((line) => line.length > longestLine)
      ? { kind: 'large' }
      : { kind: 'text', text }
  }
  const { base } = pathsOf(of.repository)
  const html = renderMarkdown(text, {
    browse: `${base}/browse`,
    raw: `${base}/raw`,
    folder: of.path.split('/').slice(0, -1).join('/'),
    at: of.at,
  })
  return { kind: 'rendered', html }
}
