import { Part, Pill, Table } from '@postern/kit/html'
import type { FoundGroup, LookedUp } from './look-up.ts'

/** What the application told of its groups: first those that are typed, each with a mark whether it lets people in. */
export function GroupMarks({ of, application }: { of: LookedUp; application: string }) {
  if (!of.lookedUp) return null
  const rows = [
    ...of.found.map((group) => ({ ...group, typed: true })),
    ...of.others.map((group) => ({ ...group, typed: false })),
  ]
  if (rows.length === 0) return null
  return (
    <Part title={`Groups of ${application}`} beside={<span class="small">looked up now</span>}>
      <Table
        label={`Groups of ${application}`}
        rows={rows}
        columns={[
          { head: 'Group', cell: ({ name, typed }) => (typed ? <b>{name}</b> : name) },
          { head: 'Lets people in', cell: (group) => <Right of={group} /> },
          { head: 'Everybody gets it', cell: ({ typed }) => (typed ? 'Yes' : 'No'), wideOnly: true },
        ]}
      />
    </Part>
  )
}

function Right({ of: { right } }: { of: FoundGroup }) {
  switch (right) {
    case 'lets-in':
      return <Pill tone="ok">Lets people in</Pill>
    case 'administers':
      return <Pill tone="bad">Administers</Pill>
    case undefined:
      return <Pill>Not by itself</Pill>
  }
}

/** Why nobody who is created could use the application by these groups; undefined where they could, or nobody could say. */
export function nobodyComesIn(
  typed: { readonly create: string; readonly groups: readonly string[] },
  looked: LookedUp,
  application: string,
): string | undefined {
  if (typed.create !== 'yes') return undefined
  if (typed.groups.length === 0)
    return `Without a group, whoever is created gets only the default group of ${application}, which may let nobody in. Enter a group, or tick below to go on without.`
  const known = looked.lookedUp && looked.found.length === typed.groups.length
  return known && looked.found.every(({ right }) => right === undefined)
    ? `No group here lets people use ${application}. Add one that does, or tick below to go on.`
    : undefined
}
