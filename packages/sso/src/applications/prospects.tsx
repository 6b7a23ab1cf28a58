import { Pill, Table } from '@postern/kit/html'
import type { Prospect } from '../connectors/kind.ts'

/** What will work with an application and what will not, in words. */
export function Prospects({ prospects }: { readonly prospects: readonly Prospect[] }) {
  return (
    <Table
      label="What works"
      rows={prospects}
      columns={[
        {
          head: 'What',
          cell: ({ what, says }) => (
            <>
              <b>{what}</b>
              <div class="quiet">{says}</div>
            </>
          ),
        },
        { head: 'Works', cell: ({ works }) => <Works works={works} />, right: true },
      ]}
    />
  )
}

function Works({ works }: Pick<Prospect, 'works'>) {
  switch (works) {
    case 'yes':
      return <Pill tone="ok">Works</Pill>
    case 'no':
      return <Pill tone="warn">Does not work</Pill>
    case 'unknown':
      return <Pill>Not tested</Pill>
  }
}
