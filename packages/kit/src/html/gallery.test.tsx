import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { assets, stylesheet } from '../design/index.ts'
import { gallery } from './gallery/index.ts'
import * as parts from './index.ts'

const all = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map((match) => match[1] ?? '')

describe.each(Object.keys(gallery))('%s', async (name) => {
  const html = String(await gallery[name]?.())
  const ids = all(html, / id="([^"]*)"/g)

  test('is a document whose first thing is the skip link to its one main', () => {
    expect(html).toMatch(/^<!doctype html><html lang="en">/)
    expect(html).toMatch(/<body class="(sso|idp|host)[^"]*"><a class="skip" href="#main">/)
    expect(all(html, /<(main)[ >]/g)).toHaveLength(1)
    expect(all(html, /<(h1)[ >]/g)).toHaveLength(1)
    expect(ids).toContain('main')
  })

  test('has no inline style or script, and no address that the policy refuses', () => {
    expect(html).not.toMatch(
      /<style|\sstyle=|\son[a-z]+=|javascript:|data:|<script(?! type="module" src="\/design\/)/,
    )
    for (const path of all(html, /(?:src|href)="(\/design\/[^"]*)"/g)) expect(assets.has(path)).toBe(true)
  })

  test('names each control, and every name that is used is there once', () => {
    expect(new Set(ids).size).toBe(ids.length)
    const used = all(html, / (?:for|aria-describedby|aria-labelledby)="([^"]*)"/g).flatMap((value) =>
      value.split(' '),
    )
    expect(used.filter((id) => !ids.includes(id))).toEqual([])
    const labelled = new Set(all(html, / for="([^"]*)"/g))
    const controls = html.match(/<(?:input|select|textarea)(?![^>]*type="hidden")[^>]*>/g) ?? []
    expect(controls.filter((control) => !labelled.has(/ id="([^"]*)"/.exec(control)?.[1] ?? ''))).toEqual([])
  })

  test('uses no class that the style sheet does not know', () => {
    const known = new Set(all(assets.get(stylesheet)?.body ?? '', /\.([a-z][a-z0-9-]*)/g))
    const used = new Set(all(html, / class="([^"]*)"/g).flatMap((value) => value.split(' ')))
    expect([...used].filter((one) => !known.has(one) && !['ahead', 'off', 'middle'].includes(one))).toEqual(
      [],
    )
  })
})

test('the gallery shows every part', () => {
  const folder = new URL('./gallery/', import.meta.url)
  const source = readdirSync(folder)
    .map((file) => readFileSync(new URL(file, folder), 'utf8'))
    .join('\n')
  // Parts of parts, which the gallery shows through others.
  const within = ['Arch', 'Brand', 'Choices', 'Hidden', 'Icon', 'Initials', 'Page', 'Said', 'Tile']
  const missing = Object.keys(parts).filter((name) => /^[A-Z]/.test(name) && !source.includes(`<${name}`))
  expect(missing.filter((name) => !within.includes(name))).toEqual([])
})
