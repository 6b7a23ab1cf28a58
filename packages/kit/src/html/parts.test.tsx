import type { JSX } from 'hono/jsx/jsx-runtime'
import { expect, test } from 'vitest'
import { initialsOf } from './icon.tsx'
import { Address, Copy, Diff, ErrorSummary, Field, Fingerprint, Notice, Pill, When } from './index.ts'

const shown = async (part: JSX.Element): Promise<string> => String(await part)

test('a field ties its hint and its error to the control and keeps what was typed', async () => {
  const html = await shown(
    <Field name="domains" label="Known domains" hint="h" error="e" value={'"><script>'} />,
  )
  expect(html).toContain('<label for="domains">Known domains</label>')
  expect(html).toContain('aria-describedby="domains-hint domains-error"')
  expect(html).toContain('aria-invalid="true"')
  expect(html).toContain('value="&quot;&gt;&lt;script&gt;"')
  expect(html.indexOf('</label>')).toBeLessThan(html.indexOf('domains-hint'))
  expect(html.indexOf('id="domains-error"')).toBeLessThan(html.indexOf('<input'))
})

test('a field without an error says nothing of one', async () => {
  expect(await shown(<Field name="a" label="A" />)).not.toMatch(/aria-|wrong/)
})

test('a textarea keeps a first empty line, which HTML would drop', async () => {
  expect(await shown(<Field name="xml" label="XML" type="textarea" value={'\n<a/>'} />)).toContain(
    '>\n\n&lt;a/&gt;</textarea>',
  )
})

test('a password is never written into the page', async () => {
  expect(await shown(<Field name="p" label="P" type="password" value="correct-horse" />)).not.toContain(
    'correct-horse',
  )
})

test('a select shows the chosen option', async () => {
  const options = [
    { value: 'a', label: 'A' },
    { value: 'b', label: 'B' },
  ]
  expect(await shown(<Field name="s" label="S" type="select" options={options} value="b" />)).toContain(
    '<option value="b" selected="">B</option>',
  )
})

test('an address breaks after its slashes and is whole otherwise', async () => {
  const address = 'https://a.example/b/c?d=e&f=g'
  const html = await shown(<Address>{address}</Address>)
  expect(html).toBe('<code>https://<wbr/>a.example/<wbr/>b/<wbr/>c?<wbr/>d=e&amp;<wbr/>f=g</code>')
})

test('a copy field carries exactly what is copied', async () => {
  expect(await shown(<Copy value="https://a.example/" label="Login URL" />)).toContain(
    'data-copy="https://a.example/"',
  )
})

test('a fingerprint is grouped by eight without spaces in its text', async () => {
  const html = await shown(<Fingerprint value="a1:7c:3f:90:5e:2b:84:d6:c0" />)
  expect(html).toBe(
    '<code class="fp"><span>A17C3F90</span><wbr/><span>5E2B84D6</span><wbr/><span>C0</span><wbr/></code>',
  )
})

test('a difference says when nothing was sent', async () => {
  const html = await shown(<Diff expected="a" />)
  expect(html).toContain('Nothing was sent')
  expect(html).not.toMatch(/<(ins|del)>/)
})

test('a time is served in UTC with its zone', async () => {
  const at = Date.UTC(2026, 10, 23, 9, 41, 58, 7)
  expect(await shown(<When at={at} />)).toContain('datetime="2026-11-23T09:41:58.007Z"')
  expect(await shown(<When at={at} />)).toContain('>23 November 2026, 09:41 UTC<')
  expect(await shown(<When at={at} show="exact time" />)).toContain('>09:41:58.007 UTC<')
})

test('a summary takes the focus and links to each field; without errors there is none', async () => {
  const html = await shown(<ErrorSummary errors={[{ id: 'a', message: 'Leave out the @.' }]} />)
  expect(html).toContain('autofocus')
  expect(html).toContain('<a href="#a">Leave out the @.</a>')
  expect(await shown(<ErrorSummary errors={[]} />)).toBe('')
})

test('no state by colour alone: a tone brings its icon', async () => {
  for (const tone of ['ok', 'warn', 'bad'] as const) {
    expect(await shown(<Pill tone={tone}>x</Pill>)).toContain('<svg')
    expect(await shown(<Notice tone={tone} title="x" />)).toContain('<svg')
  }
})

test('initials pass over abbreviations while two words remain', () => {
  const names = ['Microsoft Entra ID', 'Kantega SSO for Bitbucket', 'Contoso AD FS', 'Grafana', '']
  expect(names.map(initialsOf)).toEqual(['ME', 'KB', 'CF', 'GR', ''])
})

test('a field offers suggestions and takes anything else', async () => {
  const html = await shown(<Field name="claim" label="Claim" suggestions={['mail', '"x']} value="y" />)
  expect(html).toContain('list="claim-suggestions"')
  expect(html).toContain('<datalist id="claim-suggestions"><option value="mail">')
  expect(html).toContain('<option value="&quot;x">')
  expect(html).toContain('value="y"')
})
