import type { Locator } from 'playwright-core'
import { expect } from 'vitest'
import { lookAtFocus } from '../focus.ts'
import type { Hands } from './person.ts'

const stopsAtMost = 120

/** By keyboard alone: Tab, Shift+Tab, Enter, Space, arrows and letters. */
export const keyboard: Hands = {
  press: async (what) => {
    await reach(what)
    await what.page().keyboard.press('Enter')
  },
  type: async (field, text) => {
    const { keyboard: keys } = field.page()
    // Coming in by Tab marks what is there, so that typing takes its place. A field that has the focus at once is left first.
    if (await field.evaluate((element) => element === document.activeElement)) await keys.press('Shift+Tab')
    await reach(field)
    const isArea = await field.evaluate((element) => element instanceof HTMLTextAreaElement)
    if (isArea) expect(await field.inputValue(), 'a textarea is typed into when it is empty').toBe('')
    await (text === '' ? keys.press('Backspace') : keys.type(text))
    expect(await field.inputValue()).toBe(text)
  },
  choose: async (box) => {
    await reach(box)
    if (!(await box.isChecked())) await box.page().keyboard.press('Space')
    expect(await box.isChecked()).toBe(true)
  },
  select: async (field, option) => {
    await reach(field)
    await field.page().keyboard.type(option)
    expect(await field.evaluate((element: HTMLSelectElement) => element.selectedOptions[0]?.text)).toBe(
      option,
    )
  },
  attach: async (field, file) => {
    await reach(field)
    const page = field.page()
    const opened = page.waitForEvent('filechooser')
    // Dialogs are caught from here on: what the browser answers next, it answers after it was told so.
    await page.evaluate(() => undefined)
    await page.keyboard.press('Enter')
    await (await opened).setFiles(file)
  },
}

/** Tab until it has the focus. At every stop on the way, what has the focus can be seen. */
async function reach(what: Locator): Promise<void> {
  const page = what.page()
  await what.waitFor({ state: 'attached' })
  const element = await what.elementHandle()
  for (let stop = 0; stop < stopsAtMost; stop++) {
    const seen = await page.evaluate(lookAtFocus, element)
    expect(seen.fault, page.url()).toBe('')
    if (seen.there) return
    await page.keyboard.press(seen.next)
  }
  throw new Error(`no Tab leads to ${String(what)} on ${page.url()}`)
}
