import type { Store } from '@postern/kit/store'
import { audit } from '../audit/index.ts'

/** What the audit log was told by `work`, oldest first: `author: summary, what it affected; what changed`. */
export async function told(store: Store, work: () => Promise<unknown>): Promise<readonly string[]> {
  const known = audit(store)
  const before = new Set((await known.list({ text: '' })).map(({ id }) => id))
  await work()
  const events = (await known.list({ text: '' })).filter(({ id }) => !before.has(id))
  return events.reverse().map(({ author, summary, affected, changes }) => {
    const what = affected.map(({ kind, name }) => `${kind} ${name}`).join(' + ')
    const differing = changes.map(({ label, from, to }) => `${label}: ${from ?? '-'} → ${to ?? '-'}`)
    return [`${author}: ${summary}, ${what}`, ...differing].join('; ')
  })
}
