import { Button, Empty, Filter, Head, Part } from '@postern/kit/html'
import type { AddOn } from './catalogue.ts'
import { Entry, type EntryProps } from './entry.tsx'
import { marketplacePath } from './paths.ts'

export interface MarketplaceProps extends Omit<EntryProps, 'addOn'> {
  readonly found: readonly AddOn[]
}

/** *Find new add-ons*. */
export function MarketplacePage({ found, ...entry }: MarketplaceProps) {
  const { searched } = entry
  const count = found.length === 1 ? '1 add-on found' : `${found.length} add-ons found`
  return (
    <>
      <Head
        title="Find new add-ons"
        crumbs={[{ label: 'Administration', href: '/admin' }]}
        lead="Add-ons that this Bitbucket host knows. Each one says what it may do before you install it."
      />
      <Filter action={marketplacePath} label="Search add-ons" value={searched} button="Search" />
      <Part
        title={searched === '' ? 'All add-ons' : count}
        beside={searched !== '' && <a href={marketplacePath}>Clear search</a>}
      >
        {found.length === 0 ? (
          <Empty title="No add-on found" action={<Button href={marketplacePath}>Show all add-ons</Button>}>
            No add-on has all the words of “{searched}”.
          </Empty>
        ) : (
          found.map((addOn) => <Entry addOn={addOn} {...entry} />)
        )}
      </Part>
    </>
  )
}
