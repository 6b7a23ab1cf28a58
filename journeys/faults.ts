import type { BrowserContext } from 'playwright-core'

/** What the browser complained of. A blocked resource is told by the policy that blocked it. */
export type Fault = {
  readonly kind: 'content-security-policy' | 'console' | 'script'
  readonly page: string
  readonly text: string
}

const isPolicy = (text: string) => text.includes('Content Security Policy')

/**
 * Records the complaints of every page of a context from now on. Pages answered with 4xx or 5xx are
 * `console` faults too ("Failed to load resource"), so a journey that wants a refusal looks at the others.
 */
export function recordFaults(context: BrowserContext): readonly Fault[] {
  const faults: Fault[] = []
  context.on('console', (message) => {
    if (message.type() !== 'error') return
    const text = message.text()
    const kind = isPolicy(text) ? 'content-security-policy' : 'console'
    faults.push({ kind, page: message.page()?.url() ?? '', text })
  })
  context.on('weberror', (thrown) => {
    faults.push({ kind: 'script', page: thrown.page()?.url() ?? '', text: String(thrown.error()) })
  })
  return faults
}
