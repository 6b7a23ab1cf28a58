import axe from 'axe-core'
import type { Page } from 'playwright-core'

/** A rule of axe-core that elements of a page break, with the selectors of those elements. */
export type Barrier = { readonly rule: string; readonly help: string; readonly elements: readonly string[] }

/** Everything on the page of impact serious or critical. */
export async function seriousBarriers(page: Page): Promise<readonly Barrier[]> {
  // Evaluated by the debugger, not added as a script: the page's own policy forbids that, and should.
  await page.evaluate(axe.source)
  const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ['violations'] }))
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, help, nodes }) => ({ rule: id, help, elements: nodes.map((node) => node.target.join(' ')) }))
}

declare global {
  interface Window {
    readonly axe: typeof axe
  }
}
