import type { Page, Response } from 'playwright-core'
import { expect } from 'vitest'
import { seriousBarriers } from './accessibility.ts'
import { tabFaults } from './tab-stops.ts'

const usual = { width: 1280, height: 800 }
/** Zoomed to 200 %, a window of 1280 by 800 has room for half of it. */
const zoomed = { width: 640, height: 400 }

/**
 * What every page must be: nothing inline under a strict policy; without barriers in light and in dark; whole at 200 %; every
 * control reached by Tab, with a focus that can be seen.
 */
export async function judgePage(page: Page, answer: Response): Promise<void> {
  const where = page.url()
  expectStrictPolicy(answer.headers()['content-security-policy'] ?? '', where)
  expect.soft(await page.locator('script:not([src]), style, [style], [onclick]').count(), where).toBe(0)
  expect.soft(await tabFaults(page), `${where}, by keyboard`).toEqual([])
  expect.soft(await seriousBarriers(page), where).toEqual([])
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' })
  expect.soft(await seriousBarriers(page), `${where}, dark`).toEqual([])
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
  await page.setViewportSize(zoomed)
  const tooWide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
  expect.soft(tooWide, `${where}, at 200 %: scrolls sideways by so many pixels`).toBeLessThanOrEqual(0)
  await page.setViewportSize(usual)
}

function expectStrictPolicy(policy: string, where: string): void {
  expect.soft(policy, where).toContain("default-src 'none'")
  expect.soft(policy, where).toMatch(/script-src 'self'(;|$)/)
  expect.soft(policy, where).not.toContain('unsafe')
}
