import { expect, test } from 'vitest'
import { answerAsset, arches, assets, favicons, icons, script, stylesheet } from './index.ts'

test('the sheet, the script and three icons are served, under paths that hold their hash', () => {
  expect([...assets.keys()].sort()).toEqual([stylesheet, script, ...Object.values(favicons)].sort())
  for (const [path, asset] of assets) {
    expect(path).toMatch(/^\/design\/[a-z-]+-[\w-]{16}\.(css|js|svg)$/)
    expect(path).toContain(asset.etag.slice(1, -1))
    expect(asset.body.length).toBeGreaterThan(100)
  }
})

test('an asset is kept for a year, and not sent again to one who has it', async () => {
  const first = answerAsset(new Request(`http://localhost${stylesheet}`))
  expect(first?.headers.get('content-type')).toBe('text/css; charset=utf-8')
  expect(first?.headers.get('cache-control')).toContain('immutable')
  expect(await first?.text()).toContain('--accent')
  const etag = first?.headers.get('etag') ?? ''
  const again = answerAsset(
    new Request(`http://localhost${stylesheet}`, { headers: { 'if-none-match': etag } }),
  )
  expect(again?.status).toBe(304)
})

test('no other path is answered', () => {
  for (const path of [
    '/design/',
    '/design/look.css',
    '/design/../design/tokens.css',
    '/design/%2e%2e/package.json',
  ]) {
    expect(answerAsset(new Request(`http://localhost${path}`))).toBeUndefined()
  }
})

test('the sheet needs nothing from elsewhere: no web font, no import, no image', () => {
  const sheet = assets.get(stylesheet)?.body ?? ''
  expect(sheet).not.toMatch(/@import|@font-face|url\(|gradient\(|backdrop-filter/)
  expect(sheet).toContain('prefers-color-scheme: dark')
  expect(sheet).toContain('prefers-reduced-motion')
})

test('tab icons and the sheet agree on the accents', () => {
  const sheet = assets.get(stylesheet)?.body ?? ''
  for (const server of ['sso', 'idp', 'host'] as const) {
    const accents = [...sheet.matchAll(new RegExp(`\\.${server} \\{\\s*--accent: (#[0-9a-f]{6})`, 'g'))]
    expect(accents).toHaveLength(2)
    for (const [, accent] of accents) expect(assets.get(favicons[server])?.body).toContain(accent)
    expect(assets.get(favicons[server])?.body).toContain(arches[server].wall)
  }
})

test('the script draws the same outlines as the server', () => {
  const body = assets.get(script)?.body ?? ''
  expect(body).toContain(icons.copy)
  expect(body).toContain(icons.check)
})
