import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { seriousBarriers } from '../accessibility.ts'

interface Side {
  readonly name: string
  readonly width: number
  readonly height: number
  readonly colors: 'light' | 'dark'
}

const desktop: Side = { name: 'light', width: 1280, height: 800, colors: 'light' }
/** Zoomed to 200 %, a window of 1280 by 800 has room for half of it. */
const sides: readonly Side[] = [
  desktop,
  { name: 'dark', width: 1280, height: 800, colors: 'dark' },
  { name: 'phone', width: 390, height: 844, colors: 'light' },
  { name: 'zoom', width: 640, height: 400, colors: 'light' },
]

/** Takes the pictures of a page that is open, and judges what can be judged of them without eyes. */
export class Camera {
  readonly #folder: string
  readonly #taken = new Map<string, number>()

  constructor(folder: string) {
    this.#folder = folder
    for (const { name } of sides) mkdirSync(join(folder, name), { recursive: true })
    mkdirSync(join(folder, 'steps'), { recursive: true })
  }

  /** From all sides, the first time that a page of this server and title is seen. */
  async take(page: Page, name?: string): Promise<void> {
    const title = name ?? (await nameOf(page))
    if (this.#taken.has(title)) return
    this.#taken.set(title, 0)
    for (const side of sides) {
      await turn(page, side)
      await toTop(page)
      await page.screenshot({ path: join(this.#folder, side.name, `${title}.png`), fullPage: true })
      expect.soft(await seriousBarriers(page), `${title}, ${side.name}`).toEqual([])
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
      expect.soft(overflow, `${title}, ${side.name}: scrolls sideways`).toBeLessThanOrEqual(0)
    }
    await turn(page, desktop)
  }

  /** As it stands before the next step of the tutorial: what was typed is there. */
  async step(page: Page): Promise<void> {
    const title = await nameOf(page)
    await this.take(page)
    const count = (this.#taken.get(title) ?? 0) + 1
    this.#taken.set(title, count)
    await toTop(page)
    await page.screenshot({ path: join(this.#folder, 'steps', `${title}-${count}.png`), fullPage: true })
  }

  /** Where the walk ends, with whoever is in. */
  async arrival(page: Page): Promise<void> {
    const heading = (await page.getByRole('heading', { level: 1 }).textContent()) ?? ''
    if (heading.startsWith('Welcome') || heading.startsWith('You are not')) {
      await this.take(page, `arrival-${heading.toLowerCase().replaceAll(/[^a-z]+/g, '-')}`)
    }
  }
}

async function turn(page: Page, { width, height, colors }: Side): Promise<void> {
  await page.setViewportSize({ width, height })
  await page.emulateMedia({ colorScheme: colors, reducedMotion: 'reduce' })
}

/** What sticks to the window would stand in the middle of a picture of the whole page. */
async function toTop(page: Page): Promise<void> {
  await page.evaluate(() => scrollTo(0, 0))
}

/** The server and the title: `idp-my-apps`. */
async function nameOf(page: Page): Promise<string> {
  const server = (await page.locator('body').getAttribute('class'))?.split(' ').find((one) => one !== 'door')
  const title = await page.title()
  return `${server ?? ''}-${title
    // A reference differs at each run.
    .replace(/\b[A-Z0-9]{4}-[A-Z0-9]{4}\b/, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, 60)}`
}
