import { expect, test } from 'vitest'
import { isMarkdown, readmeOf, renderMarkdown } from './markup.ts'

const place = { browse: '/p/browse', raw: '/p/raw', folder: 'docs', at: 'refs/heads/main' }
const render = (text: string) => renderMarkdown(text, place).trim()

test('a README becomes headings below the page’s, lists, tables and code', () => {
  const html = render('# Shop\n\n- one\n- *two*\n\n| a | b |\n| - | - |\n| 1 | 2 |\n\n```js\nx < 1\n```')
  for (const part of ['<h3>Shop</h3>', '<li>one</li>', '<em>two</em>', '<td>2</td>', 'x &lt; 1'])
    expect(html).toContain(part)
})

test.each([
  ['a script', '<script>alert(1)</script>'],
  ['a script in a paragraph', 'x <script>alert(1)</script> y'],
  ['a handler', '<img src=x onerror=alert(1)>'],
  ['a style', '<p style="position:fixed">x</p>'],
  ['a form', '<form action=/logout><button>x</button></form>'],
  ['an SVG', '<svg><script>alert(1)</script></svg>'],
  ['a comment that breaks out', '<!--><script>alert(1)</script>-->'],
  ['a link to script', '[x](javascript:alert(1))'],
  ['a link to script with blanks', '[x](  java\tscript:alert(1))'],
  ['a link to data', '[x](data:text/html,<script>alert(1)</script>)'],
  ['a broken attribute', '[x](" onmouseover="alert(1))'],
  ['a class of ours', '<div class="notice">x</div>'],
])('%s does nothing', (_name, text) => {
  const html = render(text)
  expect(html).not.toMatch(/<(?:script|svg|form|button|style|div|iframe)/i)
  expect(html).not.toMatch(/<[^>]*\s(?:on\w+|style|class|id)=/i)
  expect(html).not.toMatch(/href="\s*(?:javascript|data):/i)
})

test('links and pictures lead into the repository; no picture is fetched from elsewhere', () => {
  expect(render('[a](setup.md#two)')).toContain('href="/p/browse/docs/setup.md?at=refs%2Fheads%2Fmain#two"')
  expect(render('[a](../LICENSE)')).toContain('href="/p/browse/LICENSE?at=')
  expect(render('[a](/LICENSE)')).toContain('href="/p/browse/LICENSE?at=')
  expect(render('![a](a.png)')).toContain('src="/p/raw/docs/a.png?at=')
  expect(render('![secret](https://elsewhere.example/a.png)')).not.toContain('<img')
  expect(render('![secret](//elsewhere.example/a.png)')).not.toContain('<img')
  expect(render('[a](https://elsewhere.example/)')).toContain('href="https://elsewhere.example/"')
})

test('which file is the README', () => {
  expect(readmeOf(['a', 'README', 'ReadMe.md'])).toBe('ReadMe.md')
  expect(readmeOf(['a'])).toBeUndefined()
  expect([isMarkdown('a.MD'), isMarkdown('a.md.txt')]).toEqual([true, false])
})
