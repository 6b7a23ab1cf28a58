import type { Locator } from 'playwright-core'
import { expect } from 'vitest'
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

/** Runs in the page: whether `wanted` has the focus, which key leads on, and what is wrong with how the focus shows. */
function lookAtFocus(wanted: Element | null) {
  const focused = document.activeElement
  const isRadio = (one: Element | null): one is HTMLInputElement =>
    one instanceof HTMLInputElement && one.type === 'radio'
  // Within one group of radio buttons the arrows lead on, and Tab leaves it.
  const inGroup = isRadio(focused) && isRadio(wanted) && focused.name === wanted.name
  return {
    there: focused === wanted,
    next: inGroup ? 'ArrowDown' : 'Tab',
    fault: faultOf(focused),
  }

  /** It must be in the window, not covered, and outlined by two pixels or more; a box may be outlined for its input. */
  function faultOf(one: Element | null): string {
    // Past the last stop the focus is the browser's own, outside the page.
    if (!one || one === document.body) return ''
    const box = one.closest('.drop, .choices .choice') ?? one
    const { outlineStyle, outlineWidth } = getComputedStyle(box)
    if (outlineStyle === 'none' || Number.parseFloat(outlineWidth) < 2) return `no outline: ${one.outerHTML}`
    const { left, top, width, height } = box.getBoundingClientRect()
    const hit = document.elementFromPoint(left + Math.min(width, 40) / 2, top + Math.min(height, 40) / 2)
    return hit && (box.contains(hit) || hit.contains(box)) ? '' : `not to be seen: ${one.outerHTML}`
  }
}
