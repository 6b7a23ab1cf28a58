import { expect, test } from 'vitest'
import { initialsOf } from './icon.tsx'
import { Address, Copy, Diff, ErrorSummary, Field, Fingerprint, Notice, Pill, When } from './index.ts'

test('a field ties its hint and its error to the control and keeps what was typed', () => {
  const html = String(<Field name="domains" label="Known domains" hint="h" error="e" value={'"><script>'} />)
  expect(html).toContain('<label for="domains">Known domains</label>')
  expect(html).toContain('aria-describedby="domains-hint domains-error"')
  expect(html).toContain('aria-invalid="true"')
  expect(html).toContain('value="&quot;&gt;&lt;script&gt;"')
  expect(html.indexOf('</label>')).toBeLessThan(html.indexOf('domains-hint'))
  expect(html.indexOf('id="domains-error"')).toBeLessThan(html.indexOf('<input'))
})

test('a field without an error says nothing of one', () => {
  expect(String(<Field name="a" label="A" />)).not.toMatch(/aria-|wrong/)
})

test('a textarea keeps a first empty line, which HTML would drop', () => {
  expect(String(<Field name="xml" label="XML" type="textarea" value={'\n<a/>'} />)).toContain(
    '>\n\n&lt;a/&gt;</textarea>',
  )
})

test('a password is never written into the page', () => {
  expect(String(<Field name="p" label="P" type="password" value="correct-horse" />)).not.toContain(
    'correct-horse',
  )
})

test('a select shows the chosen option', () => {
  const options = [
    { value: 'a', label: 'A' },
    { value: 'b', label: 'B' },
  ]
  expect(String(<Field name="s" label="S" type="select" options={options} value="b" />)).toContain(
    '<option value="b" selected="">B</option>',
  )
})

test('an address breaks after its slashes and is whole otherwise', () => {
  const address = 'https://a.example/b/c?d=e&f=g'
  const html = String(<Address>{address}</Address>)
  expect(html).toBe('<code>https://<wbr/>a.example/<wbr/>b/<wbr/>c?<wbr/>d=e&amp;<wbr/>f=g</code>')
})

test('a copy field carries exactly what is copied', () => {
  expect(String(<Copy value="https://a.example/" label="Login URL" />)).toContain(
    'data-copy="https://a.example/"',
  )
})

test('a fingerprint is grouped by eight without spaces in its text', () => {
  const html = String(<Fingerprint value="a1:7c:3f:90:5e:2b:84:d6:c0" />)
  expect(html).toBe(
    '<code class="fp"><span>A17C3F90</span><wbr/><span>5E2B84D6</span><wbr/><span>C0</span><wbr/></code>',
  )
})

test('a difference says when nothing was sent', () => {
  const html = String(<Diff expected="a" />)
  expect(html).toContain('Nothing was sent')
  expect(html).not.toMatch(/<(ins|del)>/)
})

test('a time is served in UTC with its zone', () => {
  const at = Date.UTC(2026, 10, 23, 9, 41, 58, 7)
  expect(String(<When at={at} />)).toContain('datetime="2026-11-23T09:41:58.007Z"')
  expect(String(<When at={at} />)).toContain('>23 November 2026, 09:41 UTC<')
  expect(String(<When at={at} show="exact time" />)).toContain('>09:41:58.007 UTC<')
})

test('a summary takes the focus and links to each field; without errors there is none', () => {
  const html = String(<ErrorSummary errors={[{ id: 'a', message: 'Leave out the @.' }]} />)
  expect(html).toContain('autofocus')
  expect(html).toContain('<a href="#a">Leave out the @.</a>')
  expect(String(<ErrorSummary errors={[]} />)).toBe('')
})

test('no state by colour alone: a tone brings its icon', () => {
  for (const tone of ['ok', 'warn', 'bad'] as const) {
    expect(String(<Pill tone={tone}>x</Pill>)).toContain('<svg')
    expect(String(<Notice tone={tone} title="x" />)).toContain('<svg')
  }
})

test('initials pass over abbreviations while two words remain', () => {
  const names = ['Microsoft Entra ID', 'Kantega SSO for Bitbucket', 'Contoso AD FS', 'Grafana', '']
  expect(names.map(initialsOf)).toEqual(['ME', 'KB', 'CF', 'GR', ''])
})
