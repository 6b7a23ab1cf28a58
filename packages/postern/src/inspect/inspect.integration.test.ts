import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describeUnless } from '@postern/kit/testing'
import { afterAll, expect, test } from 'vitest'

const root = fileURLToPath(new URL('../../../..', import.meta.url))
const samples = join(root, '../shared/samples/entra/responses')
const response = join(samples, 'azuread-signed-assertion-wai-saml2.xml')
const certificate = join(samples, 'azuread-wai-saml2.crt')
const absent = existsSync(response) ? undefined : 'the captured Entra response is not beside the clone'

const folder = mkdtempSync(join(tmpdir(), 'postern-inspect-'))
afterAll(() => rmSync(folder, { recursive: true }))

function inspect(line: readonly string[], input?: string) {
  return new Promise<{ status: number; out: string; err: string }>((resolve) => {
    const running = execFile(
      join(root, 'bin/postern'),
      ['inspect', ...line],
      { timeout: 60_000 },
      (error, out, err) => resolve({ status: typeof error?.code === 'number' ? error.code : 0, out, err }),
    )
    running.stdin?.end(input ?? '')
  })
}

describeUnless(absent, 'a response that Entra made', () => {
  const text = absent ? '' : readFileSync(response, 'utf8')
  const value = (pattern: RegExp) => pattern.exec(text)?.[1] ?? ''
  const known = [
    '--certificate',
    certificate,
    '--issuer',
    value(/<Issuer[^>]*>([^<]+)</),
    '--entity-id',
    value(/<Audience>([^<]+)</),
    '--acs',
    value(/Recipient="([^"]+)"/),
    '--now',
    value(/IssueInstant="([^"]+)"/),
  ]
  const user = value(/<NameID[^>]*>([^<]+)</)

  test('is accepted, and the user is named', async () => {
    const { status, out } = await inspect([...known, response])
    expect(status).toBe(0)
    expect(out).toContain(user)
  })

  test('as JSON it has exactly the five parts, and every check its five', async () => {
    const { status, out } = await inspect([...known, '--json', response])
    const inspection = JSON.parse(out) as Record<string, unknown> & { checks: Record<string, unknown>[] }
    expect(status).toBe(0)
    expect(Object.keys(inspection)).toEqual(['verdict', 'code', 'kind', 'identity', 'checks'])
    expect(inspection).toMatchObject({ verdict: 'accepted', kind: 'Response', identity: { nameId: user } })
    for (const check of inspection.checks) {
      expect(Object.keys(check)).toEqual(['code', 'clause', 'verdict', 'expected', 'received'])
      expect(['passed', 'not judged']).toContain(check.verdict)
    }
    expect(inspection.checks).toContainEqual(
      expect.objectContaining({ code: 'in-response-to', verdict: 'not judged' }),
    )
  })

  test('with one letter of the NameID changed it is refused with a signature’s code', async () => {
    const changed = join(folder, 'changed.xml')
    const name = `>${user}<`
    writeFileSync(changed, text.replace(name, `>x${user.slice(1)}<`))
    const { status, out } = await inspect([...known, '--json', changed])
    expect(status).toBe(1)
    expect(JSON.parse(out)).toMatchObject({
      verdict: 'refused',
      identity: null,
      code: expect.stringMatching(/^signature-/),
    })
  })

  test('without a key nothing is accepted', async () => {
    expect((await inspect([response])).status).toBe(1)
  })

  test('in base64 on standard input it is the same message', async () => {
    const { status } = await inspect([...known, '-'], Buffer.from(text).toString('base64'))
    expect(status).toBe(0)
  })
})

test('garbage is refused, not a crash', async () => {
  for (const garbage of ['', 'hello', '<', '\u0000'.repeat(50), '<!DOCTYPE x><x/>', 'SAMLResponse=%']) {
    const { status, out } = await inspect(['--json', '-'], garbage)
    expect([garbage, status, JSON.parse(out).verdict]).toEqual([garbage, 1, 'refused'])
  }
})

test('status 2 is for what cannot be understood or read', async () => {
  const lines = [
    ['--nonsense', '-'],
    ['no-such-file.xml'],
    ['--now', 'yesterday', '-'],
    ['--metadata', 'none.xml', '-'],
  ]
  for (const line of lines) {
    const { status, out, err } = await inspect(line)
    expect([line, status, out]).toEqual([line, 2, ''])
    expect(err).toMatch(/^postern inspect: .+\n$/)
  }
})

test('a certificate that is none leaves nothing accepted', async () => {
  const none = join(folder, 'none.pem')
  writeFileSync(none, 'not a certificate')
  const { status, out } = await inspect(['--certificate', none, '--json', '-'], '<x/>')
  expect([status, JSON.parse(out).verdict]).toEqual([1, 'refused'])
})
