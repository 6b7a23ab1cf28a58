import { Marked, type Tokens } from 'marked'
import sanitizeHtml from 'sanitize-html'

export interface MarkupPlace {
  /** Where links to files lead, without a slash at the end, and where pictures are read: both with `at` behind. */
  readonly browse: string
  readonly raw: string
  /** The folder of the file, '' for the root. */
  readonly folder: string
  readonly at: string
}

const allowedTags: readonly string[] =
  'h3 h4 h5 h6 p br hr ul ol li blockquote pre code em strong del a img table thead tbody tr th td'.split(' ')

/** Headings of the page stand above those of the text. */
const below = 2

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

/**
 * A Markdown text as HTML that is safe beside ours. HTML in it is shown as text, as Bitbucket does; what is left is cut down
 * to a list of tags without scripts, styles, forms, ids or classes, and without pictures from elsewhere, which would tell
 * their server who reads.
 */
export function renderMarkdown(text: string, place: MarkupPlace): string {
  const marked = new Marked({ gfm: true, async: false })
  marked.use({
    renderer: {
      html: (token: Tokens.HTML | Tokens.Tag) =>
        token.block ? `<p>${escaped(token.text)}</p>\n` : escaped(token.text),
      heading(token: Tokens.Heading) {
        const depth = Math.min(token.depth + below, 6)
        return `<h${depth}>${this.parser.parseInline(token.tokens)}</h${depth}>\n`
      },
    },
  })
  return sanitizeHtml(marked.parse(text, { async: false }), {
    allowedTags: [...allowedTags],
    allowedAttributes: { a: ['href', 'rel'], img: ['src', 'alt'], ol: ['start'] },
    allowedSchemes: ['http', 'https', 'mailto'],
    allowProtocolRelative: false,
    transformTags: {
      a: (tagName, { href = '' }) => ({
        tagName,
        attribs: { href: inRepository(href, place, place.browse), rel: 'nofollow noreferrer' },
      }),
      img: (tagName, { src = '', alt = '' }) =>
        isElsewhere(src)
          ? { tagName: 'em', attribs: {}, text: alt || 'picture' }
          : { tagName, attribs: { src: inRepository(src, place, place.raw), alt } },
    },
  })
}

const isElsewhere = (address: string) => /^[a-z][a-z0-9+.-]*:|^[/\\]{2}/i.test(address.trim())

/** A relative address leads to the file that it names in the repository; others are left as they are. */
function inRepository(address: string, place: MarkupPlace, base: string): string {
  if (address === '' || address.startsWith('#') || isElsewhere(address)) return address
  const folder = place.folder === '' ? '' : `${place.folder}/`
  const url = new URL(address.startsWith('/') ? address : `/${folder}${address}`, 'http://host')
  return `${base}${url.pathname}?at=${encodeURIComponent(place.at)}${url.hash}`
}

/** Which file of a folder is its README, if any: Markdown before plain text. */
export function readmeOf(names: readonly string[]): string | undefined {
  const wanted = ['readme.md', 'readme.markdown', 'readme.txt', 'readme']
  const found = wanted.map((one) => names.find((name) => name.toLowerCase() === one))
  return found.find((name) => name !== undefined)
}

export const isMarkdown = (name: string): boolean => /\.(?:md|markdown)$/i.test(name)
