import { dirname, join } from 'node:path'
import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'

/** How one acts on what was found by its label. Two ways there are: a pointer, and a keyboard. */
export interface Hands {
  press(what: Locator): Promise<void>
  type(field: Locator, text: string): Promise<void>
  choose(box: Locator): Promise<void>
  select(field: Locator, option: string): Promise<void>
  attach(field: Locator, file: string): Promise<void>
  /** Called on a page that was reached, for who only looks. */
  look?(page: Page): Promise<void>
}

/** Somebody who follows the tutorial: knows labels, and nothing of how a page is made. */
export class Person {
  readonly #page: Page
  readonly #hands: Hands
  readonly #script: boolean

  constructor(page: Page, hands: Hands, script: boolean) {
    this.#page = page
    this.#hands = hands
    this.#script = script
  }

  /** An address that is known. */
  async open(address: string): Promise<void> {
    await this.#page.goto(address)
  }

  /** A link or a button that leads to another page. */
  async press(label: string): Promise<void> {
    await this.#follow(await this.#labelled(label))
  }

  /** A tile of My Apps: a link that says what it opens under its name. */
  async pressTile(name: string): Promise<void> {
    await this.#follow(this.#page.getByRole('main').getByRole('link', { name }))
  }

  async #follow(what: Locator): Promise<void> {
    const arrived = this.#page.waitForEvent('domcontentloaded')
    await Promise.all([arrived, this.#hands.press(what)])
  }

  /** What shows more of the same page. */
  async unfold(label: string): Promise<void> {
    const summary = this.#page.locator('summary').filter({ hasText: label })
    await this.#hands.press(summary)
  }

  async type(label: string, text: string): Promise<void> {
    await this.#hands.type(this.#page.getByLabel(label, { exact: true }), text)
  }

  /** A radio button or a check box. */
  async choose(label: string): Promise<void> {
    const kinds = (['radio', 'checkbox'] as const).map((kind) => this.#page.getByRole(kind, { name: label }))
    const [radio, checkbox] = kinds
    if (radio && checkbox) await this.#hands.choose(radio.or(checkbox))
  }

  async select(label: string, option: string): Promise<void> {
    await this.#hands.select(this.#page.getByLabel(label, { exact: true }), option)
  }

  async attach(label: string, file: string): Promise<void> {
    await this.#hands.attach(this.#page.getByLabel(label, { exact: true }), file)
  }

  /** What the screen offers to be copied: by its button, or marked and copied where no script adds one. */
  async copy(label: string): Promise<string> {
    const shown = this.#page.locator(`[data-label="${label}"] code`).first()
    const text = (await shown.textContent()) ?? ''
    if (!this.#script) return text
    await this.#hands.press(this.#page.getByRole('button', { name: `Copy ${label}`, exact: true }).first())
    await this.#page.getByText(`Copied ${label}`, { exact: true }).waitFor({ state: 'attached' })
    expect(await this.#page.evaluate(() => navigator.clipboard.readText())).toBe(text)
    return text
  }

  /** Downloads to a file of the name that the server gives it, and gives its path. */
  async save(label: string): Promise<string> {
    const what = await this.#labelled(label)
    const [download] = await Promise.all([this.#page.waitForEvent('download'), this.#hands.press(what)])
    const file = join(dirname(await download.path()), 'named', download.suggestedFilename())
    await download.saveAs(file)
    return file
  }

  /** The page that only carries a message on to the next server. */
  async passOn(): Promise<void> {
    if (!this.#script) await this.press('Continue')
  }

  /** Until the page has this title. */
  async sees(title: string): Promise<void> {
    await expect.poll(() => this.#page.getByRole('heading', { level: 1 }).textContent()).toBe(title)
    await this.#hands.look?.(this.#page)
  }

  /** What stands in the main part of the page. */
  async reads(): Promise<string> {
    return (await this.#page.getByRole('main').textContent()) ?? ''
  }

  async readsField(label: string): Promise<string> {
    return this.#page.getByLabel(label, { exact: true }).inputValue()
  }

  address(): URL {
    return new URL(this.#page.url())
  }

  /** The page itself, for what looks on and does not act: a picture, a measure. */
  get page(): Page {
    return this.#page
  }

  async #labelled(label: string): Promise<Locator> {
    const name = { name: label, exact: true }
    const anywhere = this.#page.getByRole('link', name).or(this.#page.getByRole('button', name))
    await anywhere.first().waitFor()
    const main = this.#page.getByRole('main')
    const inMain = main.getByRole('link', name).or(main.getByRole('button', name))
    return ((await inMain.count()) > 0 ? inMain : anywhere).first()
  }
}
