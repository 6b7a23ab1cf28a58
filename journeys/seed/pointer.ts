import type { Hands } from './person.ts'

/** With a mouse. */
export const pointer: Hands = {
  press: (what) => what.click(),
  type: (field, text) => field.fill(text),
  choose: (box) => box.check(),
  select: async (field, option) => void (await field.selectOption(option)),
  attach: (field, file) => field.setInputFiles(file),
}
